import Exchange
import Foundation
import Testing

/// Databases keep sessions in this form for as long as they live: what was stored once has to be read for ever.
@Suite struct SessionStorageTests {
    static let stored = [
        """
        {"id":"019f01a6-f210-715b-96e2-a0da4d34c963","requester":"019dc5c4-8dca-715c-bcf3-5b6db5f3ba40",
        "recipient":"019c5e3a-d61a-7e6f-8781-577a0f53e5d6","topic":"Chess: where I keep getting stuck",
        "teaches":[{"skill":415,"learner":"019c5e3a-d61a-7e6f-8781-577a0f53e5d6",
        "teacher":"019dc5c4-8dca-715c-bcf3-5b6db5f3ba40"}],"conversation":"019f01a6-f210-72e6-898b-74eaa67dc0db",
        "createdAt":1782439146000,"time":{"start":1783004400000,"minutes":30},"status":"completed","version":1,
        "rounds":0,"answeredAt":1782459126000,"acceptedAt":1782459126000,
        "acceptedBy":"019c5e3a-d61a-7e6f-8781-577a0f53e5d6","completedAt":1783026084000,
        "completedBy":"019dc5c4-8dca-715c-bcf3-5b6db5f3ba40","confirmedBy":["019c5e3a-d61a-7e6f-8781-577a0f53e5d6"],
        "endedAt":1783026084000,"endedBy":"019dc5c4-8dca-715c-bcf3-5b6db5f3ba40","late":false,"icalSequence":0,
        "feedbackFrom":[],"updatedAt":1783070297000}
        """,
        """
        {"id":"01a1027c-aa98-7247-a4ab-5b9e6dd98480","requester":"019c1ed7-8e82-7cc1-beeb-8da1658eec67",
        "recipient":"019d1202-9c0a-7f39-b884-95061eb06ce1","topic":"Portuguese","note":"Hello!",
        "teaches":[{"skill":6,"learner":"019d1202-9c0a-7f39-b884-95061eb06ce1",
        "teacher":"019c1ed7-8e82-7cc1-beeb-8da1658eec67"}],"conversation":"01a0a9fe-5ab0-7170-8291-4c1bd530f635",
        "createdAt":1791043087000,"time":{"start":1791482400000,"minutes":60},"status":"accepted","version":3,
        "rounds":1,"awaiting":"019c1ed7-8e82-7cc1-beeb-8da1658eec67","expiresAt":1791100000000,
        "answeredAt":1791101287000,"acceptedAt":1791101287000,"acceptedBy":"019d1202-9c0a-7f39-b884-95061eb06ce1",
        "proposal":{"time":{"start":1791486000000,"minutes":45},"by":"019d1202-9c0a-7f39-b884-95061eb06ce1",
        "lapsesAt":1791480000000},"timeAcceptedBy":"019c1ed7-8e82-7cc1-beeb-8da1658eec67",
        "timeRejectedBy":"019d1202-9c0a-7f39-b884-95061eb06ce1","confirmedBy":[],"late":true,
        "missedBy":"019c1ed7-8e82-7cc1-beeb-8da1658eec67","reason":"Ill","contestedAt":1791570837000,
        "contestedBy":"019c1ed7-8e82-7cc1-beeb-8da1658eec67","resolvedAt":1791570838000,
        "resolvedBy":"019c1ed7-8e82-7cc1-beeb-8da1658eec67","icalSequence":2,"meetingLink":"https://meet.example/a",
        "feedbackFrom":["019c1ed7-8e82-7cc1-beeb-8da1658eec67"],"updatedAt":1791570837000}
        """,
    ]

    @Test("What earlier versions stored is still read, and nothing of it is lost", arguments: stored)
    func storedSessions(_ text: String) throws {
        let session = try JSONDecoder().decode(Session.self, from: Data(text.utf8))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let again = try JSONSerialization.jsonObject(with: encoder.encode(session)) as? NSDictionary
        let before = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        #expect(again == before)
    }
}
