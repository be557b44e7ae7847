import Exchange
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// An answer with the JSON object whose fields `fill` writes.
    static func json(
        _ status: HTTPResponse.Status = .ok, headers: HTTPFields = [:], capacity: Int = 1_024,
        _ fill: (inout JSONWriter) throws -> Void
    ) rethrows -> Response {
        var json = JSONWriter(capacity: capacity)
        try json.object(fill)
        var headers = headers
        headers.append(HTTPField(name: .contentType, value: "application/json"))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: json.buffer))
    }

    /// An answer with a page of a list: `{items, next}`, where `next` is null on the last page.
    static func page<Item>(
        _ items: [Item], next: Cursor?, _ write: (inout JSONWriter, Item) throws -> Void
    ) rethrows -> Response {
        try .json(capacity: 64 + items.count * 1_536) { json in
            try json.array("items", items, write)
            json.nullable("next", next?.text)
        }
    }

    /// An answer without content (204).
    static var empty: Response { Response(status: .noContent) }
}
