import NIOCore

/// One packet of Socket.IO protocol 5, as a client sent it.
///
/// Its JSON is checked but not decoded. The binary types have no cases of their own: their attachments are in the
/// arguments once ``SocketPacketDecoder`` has put them together.
struct SocketPacket: Sendable {
    enum Content: Sendable {
        /// `0`: joins the namespace. One argument, the object with the authentication, or none.
        case connect(SocketArguments)
        /// `1`: leaves the namespace.
        case disconnect
        /// `2`, `5`: an event; the arguments do not contain its name. With an id an acknowledgement is wanted.
        case event(name: String, SocketArguments, id: UInt64?)
        /// `3`, `6`: the answer to an event.
        case ack(id: UInt64, SocketArguments)
    }

    /// `/` or another name with its slash, never with a query removed.
    var namespace: String
    var content: Content
}

/// Why a message is no Socket.IO packet that a client may send. The session is to be closed.
enum SocketPacketError: Error, Equatable, CustomStringConvertible {
    case empty
    case unknownType
    case connectErrorFromClient
    case attachmentCount
    case tooManyAttachments
    case namespace
    case namespaceTooLong
    case idTooLong
    case unexpectedID
    case missingID
    case json(JSONError)
    case payload
    case eventName
    case reservedEventName
    case placeholder
    case textWhileAttachmentsAreMissing
    case unexpectedAttachment
    case attachmentsTooLarge

    var description: String {
        switch self {
        case .empty: "A Socket.IO packet is empty."
        case .unknownType: "A Socket.IO packet begins with an unknown type."
        case .connectErrorFromClient: "A client sent a CONNECT_ERROR packet, which only servers may send."
        case .attachmentCount: "A binary packet does not begin with the number of its attachments and a hyphen."
        case .tooManyAttachments: "A binary packet announces more attachments than are allowed."
        case .namespace: "The name of a namespace contains a control character."
        case .namespaceTooLong: "The name of a namespace is too long."
        case .idTooLong: "The id of a packet has too many digits."
        case .unexpectedID: "A CONNECT or DISCONNECT packet has an id."
        case .missingID: "An ACK packet has no id."
        case .json(let error): error.description
        case .payload: "The payload of a packet is not what its type demands."
        case .eventName: "An event does not begin with its name."
        case .reservedEventName: "An event has a name that is reserved for the library."
        case .placeholder: "A placeholder names an attachment that does not exist."
        case .textWhileAttachmentsAreMissing: "A text message came while attachments were missing."
        case .unexpectedAttachment: "A binary message came that no packet announced."
        case .attachmentsTooLarge: "The attachments of a packet are too large together."
        }
    }
}
