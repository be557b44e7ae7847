public import Storage

/// Every change of the schema, oldest first. Only ever appended to: a database keeps the names of those it has seen.
public enum Migrations {
    public static let all: [Migration] = [
        createAccounts, createProfiles, createSkills, createSessions, createFeedback, createStatistics, createEvents,
        createBlocks, countRevisions, nameActorsOfEvents, createMessages, createNotifications, createJobs,
        createAttendance, indexAcceptedSessions, createRings, optInToClearing,
    ]
}
