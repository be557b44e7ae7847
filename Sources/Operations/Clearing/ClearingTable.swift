import Exchange
import Storage

/// Who takes part in clearing rounds. Nobody does who has not said so.
enum ClearingTable {
    /// Those who take part and are in no open or active ring, with since when they wait.
    static func waiting(in transaction: Transaction) throws -> [Identifier: (name: String, since: Moment)] {
        var all: [Identifier: (name: String, since: Moment)] = [:]
        try transaction.forEach(
            """
            SELECT id, name, clearing_since FROM members WHERE clearing_since IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM ring_members JOIN rings ON rings.id = ring_members.ring
                WHERE ring_members.member = members.id AND rings.status IN ('proposed', 'active'))
            """
        ) { row in
            let id: Identifier = try row.next()
            all[id] = (try row.next(), try row.next())
        }
        return all
    }
}
