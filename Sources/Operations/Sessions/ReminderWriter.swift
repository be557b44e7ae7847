import Exchange
import Storage

/// Reminds the two of what they agreed on.
enum ReminderWriter {
    /// Brings the reminders of a session in line with its new state; does nothing where they stay as they are.
    static func reschedule(_ after: Session, was before: Session, in work: Work) throws {
        guard !after.hasSameReminders(as: before) else { return }
        // Those of a session that has begun are over, whether they were taken or not.
        if before.status == .accepted, work.now < before.time.start {
            try JobTable.remove(JobKind.reminders, of: after.id, in: work.transaction)
        }
        let jobs = after.reminders(at: work.now).map { Job(kind: .reminder($0), subject: after.id, dueAt: $1) }
        try JobTable.insert(jobs, in: work.transaction)
    }

    /// Tells both, unless it makes no sense any more.
    static func remind(_ reminder: SessionReminder, of id: Identifier, in work: Work) throws {
        guard let session = try SessionTable.load(id, in: work.transaction), session.calls(for: reminder, at: work.now)
        else { return }
        try work.record(.sessionReminder, subject: session.id, for: [session.requester, session.recipient])
    }
}
