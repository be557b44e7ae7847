import Exchange
import Storage

/// The pictures of members.
enum AvatarTable {
    static func save(
        _ picture: [UInt8], contentType: String, as id: Identifier, of member: Identifier, in transaction: Transaction
    ) throws {
        try transaction.execute(
            """
            INSERT INTO avatars (member, content_type, picture) VALUES (\(member), \(contentType), \(picture))
            ON CONFLICT (member) DO UPDATE SET content_type = excluded.content_type, picture = excluded.picture
            """
        )
        try transaction.execute("UPDATE members SET avatar = \(id), revision = revision + 1 WHERE id = \(member)")
    }

    static func remove(of member: Identifier, in transaction: Transaction) throws {
        try transaction.execute("DELETE FROM avatars WHERE member = \(member)")
        try transaction.execute("UPDATE members SET avatar = NULL, revision = revision + 1 WHERE id = \(member)")
    }

    static func load(of member: Identifier, in transaction: Transaction) throws -> Avatar? {
        try transaction.first(
            """
            SELECT members.avatar, content_type, picture FROM avatars JOIN members ON members.id = avatars.member
            WHERE avatars.member = \(member) AND members.avatar IS NOT NULL
            """
        ) { row in
            Avatar(id: try row.next(), contentType: try row.next(), picture: try row.next())
        }
    }
}
