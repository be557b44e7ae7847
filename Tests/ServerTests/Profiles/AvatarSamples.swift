import CGD
import Testing

/// A picture made for a test.
final class SamplePicture {
    enum Format {
        case png, jpeg, webp, gif
    }

    private let image: gdImagePtr

    private init(_ image: gdImagePtr) {
        self.image = image
    }

    private convenience init(width: Int, height: Int) {
        guard let image = gdImageCreateTrueColor(Int32(width), Int32(height)) else { preconditionFailure("no memory") }
        self.init(image)
    }

    convenience init?(webP bytes: [UInt8]) {
        var bytes = bytes
        guard let image = gdImageCreateFromWebpPtr(Int32(bytes.count), &bytes) else { return nil }
        self.init(image)
    }

    deinit {
        gdImageDestroy(image)
    }

    static func plain(width: Int, height: Int) -> SamplePicture {
        SamplePicture(width: width, height: height)
    }

    /// Red, green and blue from left to right.
    static func stripes(width: Int, height: Int) -> SamplePicture {
        let picture = SamplePicture(width: width, height: height)
        let third = width / 3
        picture.fill(0, 0, third - 1, height - 1, 0xE60000)
        picture.fill(third, 0, 2 * third - 1, height - 1, 0x00C800)
        picture.fill(2 * third, 0, width - 1, height - 1, 0x0000E6)
        return picture
    }

    /// White, the upper left quarter red and the upper right quarter blue.
    static func cornered() -> SamplePicture {
        let picture = SamplePicture(width: 64, height: 64)
        picture.fill(0, 0, 63, 63, 0xFFFFFF)
        picture.fill(0, 0, 31, 31, 0xE60000)
        picture.fill(32, 0, 63, 31, 0x0000E6)
        return picture
    }

    /// Red, the upper left quarter transparent.
    static func transparentCorner() -> SamplePicture {
        let picture = SamplePicture(width: 64, height: 64)
        gdImageAlphaBlending(picture.image, 0)
        gdImageSaveAlpha(picture.image, 1)
        picture.fill(0, 0, 63, 63, 0xE60000)
        picture.fill(0, 0, 31, 31, 0x7F00_0000)
        return picture
    }

    private func fill(_ left: Int, _ top: Int, _ right: Int, _ bottom: Int, _ color: Int32) {
        gdImageFilledRectangle(image, Int32(left), Int32(top), Int32(right), Int32(bottom), color)
    }

    func encoded(_ format: Format) -> [UInt8] {
        var count: Int32 = 0
        let data =
            switch format {
            case .png: gdImagePngPtr(image, &count)
            case .jpeg: gdImageJpegPtr(image, &count, 95)
            case .webp: gdImageWebpPtrEx(image, &count, 95)
            case .gif: gdImageGifPtr(image, &count)
            }
        defer { gdFree(data) }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
    }

    /// The transparency of a pixel: 0 for none to 127 for all.
    func alpha(_ x: Int, _ y: Int) -> Int32 {
        gdImageGetTrueColorPixel(image, Int32(x), Int32(y)) >> 24 & 0x7F
    }

    func isNear(_ x: Int, _ y: Int, red: Int32, green: Int32, blue: Int32) -> Bool {
        let color = gdImageGetTrueColorPixel(image, Int32(x), Int32(y))
        let parts = [(color >> 16 & 0xFF, red), (color >> 8 & 0xFF, green), (color & 0xFF, blue)]
        return parts.allSatisfy { abs($0 - $1) <= 24 }
    }
}

/// Bytes that are no picture, or none that is accepted, with a word of the sentence that says so.
struct RefusedPicture: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let word: String
    let bytes: [UInt8]

    private init(_ description: String, _ word: String, _ bytes: [UInt8]) {
        testDescription = description
        self.word = word
        self.bytes = bytes
    }

    private init(_ description: String, _ word: String, _ text: String) {
        self.init(description, word, Array(text.utf8))
    }

    static let all: [RefusedPicture] = {
        let sample = SamplePicture.cornered()
        let (png, jpeg, webP) = (sample.encoded(.png), sample.encoded(.jpeg), sample.encoded(.webp))
        return [
            RefusedPicture("nothing", "must be", ""),
            RefusedPicture("HTML", "must be", "<!doctype html><script>alert(1)</script>"),
            RefusedPicture("SVG", "must be", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>"),
            RefusedPicture("GIF", "must be", sample.encoded(.gif)),
            RefusedPicture("GIF with a PNG behind it", "must be", sample.encoded(.gif) + png),
            RefusedPicture("HTML after the signature of PNG", "must be", Array(png.prefix(8)) + Array("<html>".utf8)),
            RefusedPicture("RIFF that is a WAVE", "must be", "RIFF\0\0\0\0WAVEfmt \0\0\0\0\0\0\0\0\0\0\0\0"),
            RefusedPicture("JPEG without a frame", "must be", [0xFF, 0xD8, 0xFF, 0xD9]),
            RefusedPicture("PNG of 10,000 by 5,000", "at most", header(png, width: 10_000, height: 5_000)),
            RefusedPicture("PNG of 4,001 by 4,000", "at most", header(png, width: 4_001, height: 4_000)),
            RefusedPicture("PNG of the largest size", "at most", header(png, width: .max, height: .max)),
            RefusedPicture(
                "real PNG of 50 megapixels", "at most", SamplePicture.plain(width: 10_000, height: 5_000).encoded(.png)),
            RefusedPicture("PNG without width", "damaged", header(png, width: 0, height: 64)),
            RefusedPicture("PNG with another width", "damaged", header(png, width: 65, height: 64)),
            RefusedPicture("more than 2 MiB", "at most", png + [UInt8](repeating: 0, count: 2_097_152)),
            RefusedPicture("half a PNG", "damaged", Array(png.prefix(png.count / 2))),
            RefusedPicture("half a JPEG", "damaged", Array(jpeg.prefix(jpeg.count * 3 / 4))),
            RefusedPicture("JPEG without its end", "damaged", Array(jpeg.dropLast(2))),
            RefusedPicture("half a WebP", "damaged", Array(webP.prefix(webP.count / 2))),
        ]
    }()

    private static func header(_ png: [UInt8], width: UInt32, height: UInt32) -> [UInt8] {
        var bytes = png
        for (index, value) in [width, height].enumerated() {
            for byte in 0..<4 {
                bytes[16 + index * 4 + byte] = UInt8(truncatingIfNeeded: value >> UInt32(24 - byte * 8))
            }
        }
        return bytes
    }
}

/// The JPEG with an Exif segment that holds an orientation, and a note behind it.
func withExif(_ jpeg: [UInt8], orientation: Int, isLittle: Bool, note: [UInt8]) -> [UInt8] {
    func number(_ value: Int, _ count: Int) -> [UInt8] {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
        return isLittle ? bytes : bytes.reversed()
    }
    let entries = [
        number(0x010F, 2) + number(2, 2) + number(4, 4) + Array("abc\0".utf8),
        number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0],
    ]
    let directory = number(entries.count, 2) + entries.joined() + number(0, 4)
    let tiff = Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + directory + note
    let content = Array("Exif\0\0".utf8) + tiff
    let length = content.count + 2
    return Array(jpeg.prefix(2)) + [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 0xFF)] + content + jpeg.dropFirst(2)
}
