import Exchange
import Storage

/// What is to be done, with its moments.
enum JobTable {
    /// Stores jobs in the place of those of the same kind and subject.
    static func insert(_ jobs: [Job], in transaction: Transaction) throws {
        try insert(jobs, onConflict: "DO UPDATE SET due_at = excluded.due_at", in: transaction)
    }

    /// Stores those of the jobs of whose kind and subject there is none.
    static func insertNew(_ jobs: [Job], in transaction: Transaction) throws {
        try insert(jobs, onConflict: "DO NOTHING", in: transaction)
    }

    private static func insert(_ jobs: [Job], onConflict: SQL, in transaction: Transaction) throws {
        guard !jobs.isEmpty else { return }
        let rows = jobs.map { "(\($0.kind.name), \($0.subject), \($0.dueAt))" as SQL }
        try transaction.execute(
            """
            INSERT INTO jobs (kind, subject, due_at) VALUES \(sql: SQL.join(rows, separator: ", "))
            ON CONFLICT (kind, subject) \(sql: onConflict)
            """
        )
    }

    static func remove(_ kinds: [JobKind], of subject: Identifier, in transaction: Transaction) throws {
        try transaction.execute(
            "DELETE FROM jobs WHERE kind IN (\(list: kinds.map(\.name))) AND subject = \(subject)"
        )
    }

    /// Jobs of the kinds whose moment has come, those due longest first. Another node may be there for others.
    static func due(_ kinds: [JobKind], at now: Moment, limit: Int, in transaction: Transaction) throws -> [Job] {
        try transaction.rows(
            """
            SELECT kind, subject, due_at FROM jobs
            WHERE due_at <= \(now) AND kind IN (\(list: kinds.map(\.name)))
            ORDER BY due_at LIMIT \(limit)
            """
        ) { row in
            Job(kind: try JobKind(stored: row.next()), subject: try row.next(), dueAt: try row.next())
        }
    }

    /// Takes a job out; `false` where somebody else has, or it is due at another moment by now.
    static func take(_ job: Job, in transaction: Transaction) throws -> Bool {
        try transaction.execute(
            """
            DELETE FROM jobs WHERE kind = \(job.kind.name) AND subject = \(job.subject) AND due_at = \(job.dueAt)
            """
        ) > 0
    }

    /// Puts off a job that failed.
    static func postpone(_ job: Job, to moment: Moment, in transaction: Transaction) throws {
        try transaction.execute(
            """
            UPDATE jobs SET due_at = \(moment)
            WHERE kind = \(job.kind.name) AND subject = \(job.subject) AND due_at = \(job.dueAt)
            """
        )
    }
}
