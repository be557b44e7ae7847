import CGD

/// Makes an avatar of a picture: turned upright, cut to its middle square, 256 pixels wide, as WebP.
///
/// WebP holds transparency like PNG and is about as small as JPEG, so one format serves photographs and drawings. Only
/// pixels are carried over: no metadata, no colour profile, nothing that stood behind the picture.
enum AvatarImage {
    static let side = 256
    static let contentType = "image/webp"
    static let maximumBytes = 2 * 1_024 * 1_024
    static let maximumPixels = 16_000_000

    /// Why no avatar can be made; the raw value is the exit status of the worker.
    enum Fault: Int32, Error {
        case notAccepted = 10
        case tooLarge = 11
        case damaged = 12
    }

    /// Checks what can be known without decoding.
    static func header(of bytes: [UInt8]) throws(Fault) -> AvatarImageHeader {
        guard bytes.count <= maximumBytes else { throw .tooLarge }
        guard let header = AvatarImageHeader(bytes) else { throw .notAccepted }
        guard header.width >= 1, header.height >= 1 else { throw .damaged }
        guard header.width <= maximumPixels / header.height else { throw .tooLarge }
        return header
    }

    /// The avatar of a picture. Decodes untrusted bytes in C: only for the worker process, under its limits.
    static func encode(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        let header = try header(of: bytes)
        let orientation = header.format == .jpeg ? try uprightOrientation(bytes) : 1
        guard let source = decode(bytes, header.format) else { throw .damaged }
        defer { gdImageDestroy(source) }
        let (width, height) = (Int(source.pointee.sx), Int(source.pointee.sy))
        guard width == header.width, height == header.height else { throw .damaged }
        guard let square = square(from: source) else { throw .damaged }
        defer { gdImageDestroy(square) }
        guard orientation != 1 else { return try webP(square) }
        guard let upright = turned(square, orientation) else { throw .damaged }
        defer { gdImageDestroy(upright) }
        return try webP(upright)
    }

    private static func uprightOrientation(_ bytes: [UInt8]) throws(Fault) -> Int {
        let markers = JPEGMarkers(bytes)
        guard markers.isComplete else { throw .damaged }
        return markers.orientation
    }

    private static func decode(_ bytes: [UInt8], _ format: AvatarImageHeader.Format) -> gdImagePtr? {
        var bytes = bytes
        let count = Int32(bytes.count)
        let image = bytes.withUnsafeMutableBytes { buffer in
            switch format {
            case .png: gdImageCreateFromPngPtr(count, buffer.baseAddress)
            case .jpeg: gdImageCreateFromJpegPtr(count, buffer.baseAddress)
            case .webp: gdImageCreateFromWebpPtr(count, buffer.baseAddress)
            }
        }
        if let image, image.pointee.trueColor == 0 { gdImagePaletteToTrueColor(image) }
        return image
    }

    private static func square(from source: gdImagePtr) -> gdImagePtr? {
        guard let target = canvas() else { return nil }
        let (width, height) = (source.pointee.sx, source.pointee.sy)
        let length = min(width, height)
        gdImageCopyResampled(
            target, source, 0, 0, (width - length) / 2, (height - length) / 2, Int32(side), Int32(side), length, length)
        return target
    }

    private static func canvas() -> gdImagePtr? {
        guard let image = gdImageCreateTrueColor(Int32(side), Int32(side)) else { return nil }
        gdImageAlphaBlending(image, 0)
        gdImageSaveAlpha(image, 1)
        return image
    }

    /// The square as Exif orientation 2 to 8 wants it seen.
    private static func turned(_ square: gdImagePtr, _ orientation: Int) -> gdImagePtr? {
        guard let target = canvas() else { return nil }
        let last = Int32(side - 1)
        for y in 0...last {
            for x in 0...last {
                let (column, row) = origin(of: (x, y), orientation, last)
                gdImageSetPixel(target, x, y, gdImageGetTrueColorPixel(square, column, row))
            }
        }
        return target
    }

    private static func origin(of point: (x: Int32, y: Int32), _ orientation: Int, _ last: Int32) -> (Int32, Int32) {
        let (x, y) = point
        return switch orientation {
        case 2: (last - x, y)
        case 3: (last - x, last - y)
        case 4: (x, last - y)
        case 5: (y, x)
        case 6: (y, last - x)
        case 7: (last - y, last - x)
        case 8: (last - y, x)
        default: (x, y)
        }
    }

    private static func webP(_ image: gdImagePtr) throws(Fault) -> [UInt8] {
        var count: Int32 = 0
        guard let data = gdImageWebpPtrEx(image, &count, 82) else { throw .damaged }
        defer { gdFree(data) }
        return Array(UnsafeRawBufferPointer(start: data, count: Int(count)))
    }
}
