-- Sends the requests of a plan in turn and checks every answer.
-- Arguments after `--`: the plan (method, path, token, body, separated by tabs, one a line), the number of threads,
-- what to expect: "once STATUS TEXT" (each line once, the body has TEXT) or "exact FILE" (200 and one of the bodies in
-- FILE, one a line) or "many STATUS TEXT" (lines repeat).

local threads = {}

function setup(thread)
    thread:set("index", #threads)
    table.insert(threads, thread)
end

local function lines(path)
    local found = {}
    for line in io.lines(path) do table.insert(found, line) end
    return found
end

local function built(line)
    local method, path, token, body = line:match("^([^\t]*)\t([^\t]*)\t([^\t]*)\t?(.*)$")
    local headers = {["Authorization"] = "Bearer " .. token, ["Host"] = wrk.host .. ":" .. wrk.port}
    if body == "" then body = nil else headers["Content-Type"] = "application/json" end
    return wrk.format(method, path, headers, body)
end

function init(args)
    local plan, count = lines(args[1]), tonumber(args[2])
    mode, status, text = args[3], tonumber(args[4]), args[5]
    bodies = {}
    if mode == "exact" then
        status = 200
        for _, body in ipairs(lines(args[4])) do bodies[body] = true end
    end
    requests = {}
    for number, line in ipairs(plan) do
        if (number - 1) % count == index then table.insert(requests, built(line)) end
    end
    idle = wrk.format("GET", "/healthz", {["Host"] = wrk.host .. ":" .. wrk.port})
    place, good, wrong, ended, sample = 0, 0, 0, false, ""
end

function request()
    place = place + 1
    if place > #requests then
        if mode == "once" then
            ended = true
            wrk.thread:stop()
            return idle
        end
        place = 1
    end
    return requests[place]
end

function response(code, headers, body)
    local right = code == status
    if right and mode == "exact" then
        right = bodies[body] == true
    elseif right then
        right = body:find(text, 1, true) ~= nil
    end
    if right then
        good = good + 1
    elseif not ended then
        wrong = wrong + 1
        if sample == "" then sample = code .. " " .. body:sub(1, 300):gsub("%s", " ") end
    end
end

function done(summary, latency)
    local right, bad, example = 0, 0, ""
    for _, thread in ipairs(threads) do
        right = right + thread:get("good")
        bad = bad + thread:get("wrong")
        if example == "" then example = thread:get("sample") end
    end
    local errors = summary.errors
    io.write(string.format(
        "RESULT\t%d\t%d\t%d\t%d\t%d\t%d\t%s\n", right, bad,
        errors.connect + errors.read + errors.write + errors.timeout, summary.duration,
        latency:percentile(50), latency:percentile(99), example))
end
