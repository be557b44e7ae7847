/// Who is in which room of a namespace on this node: for each room its sockets by event loop, so that a broadcast
/// reaches each loop with one task and shares these arrays with it.
struct RoomTable {
    private(set) var sockets: [String: Socket] = [:]
    private var everybody = SocketLists()
    private var rooms: [String: SocketLists] = [:]

    // MARK: Members

    /// A socket has joined the namespace, and the rooms that it was put in before.
    mutating func connect(_ socket: Socket, on loop: EngineLoop) {
        sockets[socket.id] = socket
        list(socket, on: loop)
    }

    /// A socket has gone.
    mutating func disconnect(_ socket: Socket) {
        if sockets[socket.id] === socket { sockets[socket.id] = nil }
        unlist(socket)
        socket.place.rooms = [:]
    }

    mutating func add(_ socket: Socket, to room: String) {
        guard room != socket.id, socket.place.rooms[room] == nil else { return }
        guard let loop = socket.place.loop else {
            socket.place.rooms[room] = -1
            return
        }
        socket.place.rooms[room] = rooms[room, default: SocketLists()].append(socket, on: loop)
    }

    mutating func remove(_ socket: Socket, from room: String) {
        guard let index = socket.place.rooms.removeValue(forKey: room), let loop = socket.place.loop else { return }
        removeFromList(room, index, loop)
    }

    /// Puts a socket into the lists of an event loop, where it moved or begins.
    mutating func list(_ socket: Socket, on loop: EngineLoop) {
        socket.place.loop = loop
        socket.place.everybody = everybody.append(socket, on: loop)
        for room in socket.place.rooms.keys {
            socket.place.rooms[room] = rooms[room, default: SocketLists()].append(socket, on: loop)
        }
    }

    /// Takes a socket out of the lists of its event loop; its rooms are kept in mind.
    mutating func unlist(_ socket: Socket) {
        guard let loop = socket.place.loop else { return }
        socket.place.loop = nil
        let index = socket.place.everybody
        if let moved = everybody.remove(at: index, on: loop) { moved.place.everybody = index }
        for (room, index) in socket.place.rooms { removeFromList(room, index, loop) }
    }

    private mutating func removeFromList(_ room: String, _ index: Int, _ loop: EngineLoop) {
        if let moved = rooms[room]?.remove(at: index, on: loop) { moved.place.rooms[room] = index }
        if rooms[room]?.isEmpty == true { rooms[room] = nil }
    }

    // MARK: Selection

    /// Whom options name, by event loop, each once.
    func selection(_ options: BroadcastOptions) -> SocketLists {
        if options.except.isEmpty, options.rooms.count <= 1 {
            guard let room = options.rooms.first else { return everybody }
            if let members = rooms[room], sockets[room] == nil { return members }
        }
        var chosen = SocketLists()
        var seen: Set<ObjectIdentifier> = []
        forEach(options.rooms) { socket in
            guard let loop = socket.place.loop, !options.except.contains(where: socket.isMember) else { return }
            guard options.rooms.count <= 1 || seen.insert(ObjectIdentifier(socket)).inserted else { return }
            _ = chosen.append(socket, on: loop)
        }
        return chosen
    }

    private func forEach(_ names: Set<String>, _ body: (Socket) -> Void) {
        guard !names.isEmpty else {
            for list in everybody.lists { list.sockets.forEach(body) }
            return
        }
        for name in names {
            let owner = sockets[name]
            if let owner { body(owner) }
            // A room that has the name of an id: its owner was met already.
            for list in rooms[name]?.lists ?? [] { for socket in list.sockets where socket !== owner { body(socket) } }
        }
    }
}

/// Sockets by the event loop they live on.
struct SocketLists {
    private(set) var lists: [(loop: EngineLoop, sockets: [Socket])] = []

    var isEmpty: Bool { lists.allSatisfy { $0.sockets.isEmpty } }

    var count: Int { lists.reduce(0) { $0 + $1.sockets.count } }

    /// - Returns: where it stands.
    mutating func append(_ socket: Socket, on loop: EngineLoop) -> Int {
        guard let index = lists.firstIndex(where: { $0.loop === loop }) else {
            lists.append((loop, [socket]))
            return 0
        }
        lists[index].sockets.append(socket)
        return lists[index].sockets.count - 1
    }

    /// - Returns: the socket that stands in that place now, if any.
    mutating func remove(at place: Int, on loop: EngineLoop) -> Socket? {
        guard let index = lists.firstIndex(where: { $0.loop === loop }), place < lists[index].sockets.count else {
            return nil
        }
        let last = lists[index].sockets.removeLast()
        guard place < lists[index].sockets.count else { return nil }
        lists[index].sockets[place] = last
        return last
    }
}

/// Where a socket stands in the lists of its namespace.
struct SocketPlace {
    /// The event loop whose lists it is in; `nil` before it has joined and after it has gone.
    var loop: EngineLoop?
    var everybody = 0
    /// Its rooms, but that of its own id.
    var rooms: [String: Int] = [:]
}
