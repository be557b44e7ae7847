import CGD
import Exchange
import Foundation
import Testing

@testable import Server

@Suite struct AvatarTests {
    private let encoder = AvatarEncoder(executable: AvatarTests.worker, seconds: 300)

    @Test(arguments: [SamplePicture.Format.png, .jpeg, .webp])
    func cutsTheMiddleSquareOfEveryFormat(format: SamplePicture.Format) async throws {
        let picture = SamplePicture.stripes(width: 300, height: 100).encoded(format)
        let avatar = try await encoder.encode(picture + Array("<script>alert(1)</script>".utf8))
        #expect(avatar.contentType == "image/webp")
        let header = AvatarImageHeader(avatar.bytes)
        #expect(header?.format == .webp && header?.width == 256 && header?.height == 256)
        #expect(!Data(avatar.bytes).contains("script"))
        let pixels = try #require(SamplePicture(webP: avatar.bytes))
        #expect(pixels.isNear(128, 128, red: 0, green: 200, blue: 0))
        #expect(pixels.isNear(6, 128, red: 0, green: 200, blue: 0))
        #expect(pixels.isNear(249, 128, red: 0, green: 200, blue: 0))
    }

    @Test(arguments: [(1, 1), (1, 3_000), (4_000, 4_000), (5, 2)])
    func acceptsEverySizeUpToSixteenMegapixels(width: Int, height: Int) async throws {
        let avatar = try await encoder.encode(SamplePicture.plain(width: width, height: height).encoded(.png))
        #expect(AvatarImageHeader(avatar.bytes)?.width == 256)
    }

    @Test func keepsTransparency() async throws {
        let avatar = try await encoder.encode(SamplePicture.transparentCorner().encoded(.png))
        let pixels = try #require(SamplePicture(webP: avatar.bytes))
        #expect(pixels.alpha(10, 10) == 127)
        #expect(pixels.alpha(200, 200) == 0)
    }

    /// Where the red upper left corner of the stored pixels is seen: Exif 2.3, table 6.
    @Test(
        arguments: [
            (1, 10, 10), (2, 245, 10), (3, 245, 245), (4, 10, 245), (5, 10, 10), (6, 245, 10), (7, 245, 245),
            (8, 10, 245), (0, 10, 10), (9, 10, 10),
        ],
        [false, true]
    )
    func turnsPhotographsUpright(place: (orientation: Int, x: Int, y: Int), isLittle: Bool) async throws {
        let picture = SamplePicture.cornered().encoded(.jpeg)
        let canary = Array("GPS 52.5200 13.4050".utf8)
        let tagged = withExif(picture, orientation: place.orientation, isLittle: isLittle, note: canary)
        let avatar = try await encoder.encode(tagged)
        let pixels = try #require(SamplePicture(webP: avatar.bytes))
        #expect(pixels.isNear(place.x, place.y, red: 230, green: 0, blue: 0))
        // Blue follows red along the upper edge: it tells a turn from a mirror image.
        let blue = [
            1: (245, 10), 2: (10, 10), 3: (10, 245), 4: (245, 245), 5: (10, 245), 6: (245, 245), 7: (245, 10),
            8: (10, 10),
        ]
        let (x, y) = blue[place.orientation] ?? (245, 10)
        #expect(pixels.isNear(x, y, red: 0, green: 0, blue: 230))
        #expect(!Data(avatar.bytes).contains("GPS"))
    }

    @Test(arguments: RefusedPicture.all)
    func refuses(picture: RefusedPicture) async {
        do {
            _ = try await encoder.encode(picture.bytes)
            Issue.record("\(picture) was accepted")
        } catch Refusal.invalid(let problems) {
            #expect(problems.map(\.field) == ["avatar"])
            #expect(problems.first?.message.contains(picture.word) == true)
        } catch {
            Issue.record(error)
        }
    }

    /// Whatever bytes are wrong, the answer is an avatar or a refusal.
    @Test(arguments: [SamplePicture.Format.png, .jpeg, .webp])
    func survivesDamage(format: SamplePicture.Format) async throws {
        let picture = SamplePicture.cornered().encoded(format)
        for step in 1...12 {
            var damaged = picture
            for index in stride(from: step * 7, to: damaged.count, by: 97) { damaged[index] ^= UInt8(step * 21 & 0xFF) }
            do {
                _ = try await encoder.encode(damaged)
            } catch Refusal.invalid {}
        }
    }

    @Test func finishesAndRefusesOnceItIsStopped() async throws {
        let stopped = AvatarEncoder(executable: AvatarTests.worker, seconds: 300)
        let picture = SamplePicture.cornered().encoded(.png)
        #expect(try await stopped.encode(picture).bytes.count > 100)
        await stopped.stop()
        await #expect(throws: Refusal.busy) { try await stopped.encode(picture) }
    }

    @Test(arguments: ["/nonexistent/worker", "/bin/true", "/bin/false"])
    func tellsABrokenWorkerFromABrokenPicture(executable: String) async {
        let broken = AvatarEncoder(executable: executable)
        let picture = SamplePicture.cornered().encoded(.png)
        await #expect { try await broken.encode(picture) } throws: { !($0 is Refusal) }
    }

    @Test func stopsAWorkerThatTakesTooLong() throws {
        let result = try AvatarProcess.run("/bin/sleep", "600", input: [1], seconds: 1, maximumOutput: 1)
        #expect(result.ending == .tooSlow)
        #expect(result.output == [])
        let endless = try AvatarProcess.run("/usr/bin/yes", "y", input: [], seconds: 60, maximumOutput: 1_000)
        #expect(endless.ending == .tooSlow)
    }

    @Test func passesMoreThanAPipeHolds() throws {
        let input = (0..<2_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let result = try AvatarProcess.run("/bin/cat", "-", input: input, seconds: 60, maximumOutput: 3_000_000)
        #expect(result.ending == .exited(0))
        #expect(result.output == input)
    }

    /// The server's executable, which is built beside the tests.
    private static let worker: String = {
        let test = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }.map(URL.init(fileURLWithPath:))
        let folders = [bundle?.deletingLastPathComponent(), test].compactMap(\.self)
        let found = folders.map { $0.appendingPathComponent("skillsync").path }
        return found.first(where: FileManager.default.isExecutableFile) ?? "skillsync"
    }()
}

extension Data {
    fileprivate func contains(_ text: String) -> Bool { range(of: Data(text.utf8)) != nil }
}
