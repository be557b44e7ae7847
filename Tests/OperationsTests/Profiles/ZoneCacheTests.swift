import Exchange
import Testing

@testable import Operations

@Suite struct ZoneCacheTests {
    @Test func zonesAreKeptAndTheirWindowsMove() throws {
        let noon = try #require(Moment(rfc3339: "2026-11-23T12:00:00Z"))
        let cache = ZoneCache()
        let first = try #require(cache.rules("Europe/Berlin", around: noon))
        let later = try #require(cache.rules("Europe/Berlin", around: noon + .days(3_000)))
        #expect(first.window.contains(noon))
        #expect(later.window.contains(noon + .days(3_000)))
        #expect(cache.rules("Europe/Nowhere", around: noon) == nil)
    }
}
