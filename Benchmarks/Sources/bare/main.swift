import Foundation
import HTTPTypes
import Hummingbird
import Logging

// The yardstick: one Hummingbird route that answers with the bytes and headers of files, and does nothing else.
// bare PORT BODY-FILE HEADER-FILE (a `name: value` a line)
guard CommandLine.arguments.count == 4, let port = Int(CommandLine.arguments[1]) else {
    FileHandle.standardError.write(Data("usage: bare PORT BODY-FILE HEADER-FILE\n".utf8))
    exit(2)
}
let body = ByteBuffer(bytes: try Data(contentsOf: URL(filePath: CommandLine.arguments[2])))
var headers = HTTPFields()
for line in try String(contentsOfFile: CommandLine.arguments[3], encoding: .utf8).split(separator: "\n") {
    let parts = line.split(separator: ":", maxSplits: 1)
    guard parts.count == 2, let name = HTTPField.Name(String(parts[0])) else { continue }
    headers.append(HTTPField(name: name, value: parts[1].trimmingCharacters(in: .whitespaces)))
}

let answer = (headers: headers, body: body)
let router = Router()
router.get("api/v1/sessions") { _, _ in
    Response(status: .ok, headers: answer.headers, body: ResponseBody(byteBuffer: answer.body))
}
router.get("readyz") { _, _ in HTTPResponse.Status.ok }
var logger = Logger(label: "bare")
logger.logLevel = .error
let application = Application(
    router: router,
    configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    logger: logger
)
try await application.runService()
