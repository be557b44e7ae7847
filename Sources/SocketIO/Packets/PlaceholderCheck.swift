import NIOCore

/// Looks for placeholders of attachments in checked JSON and refuses those that name an attachment which does not
/// exist. An object is a placeholder when its `_placeholder` is true, whatever else is in it; of a key that repeats,
/// the last counts.
struct PlaceholderCheck {
    private struct Container {
        var isObject: Bool
        var isPlaceholder = false
        var number: Int?
        var key = Key.other
    }

    private enum Key {
        case placeholder, number, other
    }

    private var containers: [Container] = []
    private let attachments: Int

    /// - Parameters:
    ///   - json: JSON that ``JSONScanner`` accepted.
    ///   - attachments: How many attachments there are.
    /// - Throws: ``SocketPacketError/placeholder``.
    static func check(_ json: ByteBuffer, attachments: Int) throws(SocketPacketError) {
        var check = PlaceholderCheck(attachments: attachments)
        var tokens = JSONTokens()
        while let token = tokens.next(json.readableBytesUInt8Span) { try check.take(token, of: json) }
    }

    private init(attachments: Int) {
        self.attachments = attachments
    }

    private mutating func take(_ token: JSONTokens.Token, of json: ByteBuffer) throws(SocketPacketError) {
        switch token {
        case .open(let isObject): containers.append(Container(isObject: isObject))
        case .close: try close()
        case .key(let range): key(json.part(range).jsonString)
        case .scalar(let range): value(json.part(range))
        }
    }

    private mutating func close() throws(SocketPacketError) {
        guard let container = containers.popLast() else { return }
        if container.isPlaceholder {
            guard let number = container.number, number >= 0, number < attachments else { throw .placeholder }
        }
        value(ByteBuffer())
    }

    private mutating func key(_ text: String?) {
        guard let last = containers.indices.last else { return }
        containers[last].key =
            switch text {
            case "_placeholder": .placeholder
            case "num": .number
            default: .other
            }
    }

    private mutating func value(_ raw: ByteBuffer) {
        guard let last = containers.indices.last, containers[last].isObject else { return }
        switch containers[last].key {
        case .placeholder: containers[last].isPlaceholder = raw.readableBytesView.elementsEqual("true".utf8)
        case .number: containers[last].number = raw.jsonInteger
        case .other: break
        }
    }
}
