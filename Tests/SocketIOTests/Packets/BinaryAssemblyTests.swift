import NIOCore
import Testing

@testable import SocketIO

@Suite("Binary packets")
struct BinaryAssemblyTests {
    private let start = NIODeadline.uptimeNanoseconds(1_000_000_000)

    @Test(
        "Placeholders name attachments that exist",
        arguments: [
            (#"52-["a",{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]"#, true),
            (#"52-["a",{"_placeholder":true,"num":1},{"_placeholder":true,"num":1}]"#, true), (#"52-["a"]"#, true),
            (#"52-["a",{"num":7}]"#, true), (#"52-["a",{"_placeholder":false,"num":7}]"#, true),
            (#"52-["a",{"_placeholder":"true","num":7}]"#, true), (#"52-["a",["_placeholder",true,"num",7]]"#, true),
            (#"52-["a",{"x":{"_placeholder":true},"y":{"num":7}}]"#, false),
            (#"52-["a",{"_placeholder":[true],"num":7}]"#, true),
            (#"52-["a","{\"_placeholder\":true,\"num\":7}"]"#, true),
            (#"52-["a",{"_placeholder":true,"_placeholder":false,"num":7}]"#, true),
            (#"52-["a",{"_placeholder":true,"num":7,"num":1}]"#, true),
            (#"52-["a",{"num":1,"x":[{}],"_placeholder":true}]"#, true),
            (#"52-["a", [ { "deep" : { "num" : 1 , "_placeholder" : true } } ] ]"#, true),
            (#"52-["a",{"_placeholder":true,"num":2}]"#, false), (#"52-["a",{"_placeholder":true,"num":-1}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":0.5}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":"splice"}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":"0"}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":null}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":[0]}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":{}}]"#, false), (#"52-["a",{"_placeholder":true}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":1e15}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":9223372036854775808}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":99999999999999999999999}]"#, false),
            (#"52-["a",{"_placeholder":true,"num":0,"num":2}]"#, false),
            (#"52-["a",{"num":9,"_placeholder":true}]"#, false),
            (#"52-["a",{"\u005fplaceholder":true,"n\u0075m":9}]"#, false),
            (#"52-["a",[[{"b":{"_placeholder":true,"num":9}}]]]"#, false),
            (#"62-3[{"_placeholder":true,"num":2}]"#, false), (#"62-3[{"_placeholder":true,"num":1}]"#, true),
        ])
    func placeholders(_ text: String, _ isAccepted: Bool) throws {
        var decoder = SocketPacketDecoder()
        guard isAccepted else {
            #expect(throws: SocketPacketError.placeholder) { try decoder.text(ByteBuffer(string: text), at: start) }
            return
        }
        #expect(try decoder.text(ByteBuffer(string: text), at: start) == nil)
        #expect(try decoder.binary([1]) == nil)
        let packet = try #require(try decoder.binary([2, 3]))
        #expect(packet.arguments?.attachments == [[1], [2, 3]])
    }

    /// Messages of one session: `b` and a length is a binary one.
    @Test(
        "Attachments follow their header, nothing else comes between",
        arguments: [
            ([#"2["a"]"#, #"51-["b"]"#, "b3", #"2["c"]"#], ["a", "", "b", "c"], nil),
            ([#"52-["b"]"#, "b0", "b0", #"61-/x,2[]"#, "b9"], ["", "", "b", "", "ack"], nil),
            (["b1"], [], .unexpectedAttachment), ([#"51-["b"]"#, "b1", "b1"], ["", "b"], .unexpectedAttachment),
            ([#"52-["b"]"#, "b1", #"2["a"]"#], ["", ""], .textWhileAttachmentsAreMissing),
            ([#"51-["b"]"#, #"51-["b"]"#], [""], .textWhileAttachmentsAreMissing),
            ([#"51-["b"]"#, "nonsense"], [""], .textWhileAttachmentsAreMissing),
            ([#"51-["b"]"#, "b101"], [""], .attachmentsTooLarge),
            ([#"53-["b"]"#, "b50", "b50", "b1"], ["", "", ""], .attachmentsTooLarge),
            ([#"53-["b"]"#, "b50", "b50", "b0", "b100"], ["", "", "", "b"], .unexpectedAttachment),
            ([#"51-/no,["b"]"#], [], .tooManyAttachments), ([#"2/no,["b"]"#], ["b"], nil),
        ] as [([String], [String], SocketPacketError?)])
    func session(_ messages: [String], _ packets: [String], _ error: SocketPacketError?) {
        var decoder = SocketPacketDecoder(limits: PacketLimits(attachmentBytes: 100))
        var seen: [String] = []
        var thrown: SocketPacketError?
        do throws(SocketPacketError) {
            for message in messages { seen.append(try name(of: message, &decoder)) }
        } catch {
            thrown = error
        }
        #expect(seen == packets)
        #expect(thrown == error)
    }

    private func name(of message: String, _ decoder: inout SocketPacketDecoder) throws(SocketPacketError) -> String {
        let packet: SocketPacket?
        if message.hasPrefix("b") {
            packet = try decoder.binary(ByteBuffer(repeating: 1, count: Int(message.dropFirst()) ?? 0))
        } else {
            packet = try decoder.text(ByteBuffer(string: message), at: start) { $0 != "/no" }
        }
        switch packet?.content {
        case .event(let name, _, _): return name
        case .ack: return "ack"
        case .connect, .disconnect: return "other"
        case nil: return ""
        }
    }

    @Test("A packet has a deadline while attachments are missing")
    func deadline() throws {
        var decoder = SocketPacketDecoder(limits: PacketLimits(attachmentTime: .seconds(5)))
        #expect(decoder.deadline == nil)
        _ = try decoder.text(#"2["a"]"#, at: start)
        #expect(decoder.deadline == nil)
        _ = try decoder.text(#"52-["a"]"#, at: start)
        #expect(decoder.deadline == start + .seconds(5))
        _ = try decoder.binary([1])
        #expect(decoder.deadline == start + .seconds(5))
        _ = try decoder.binary([1])
        #expect(decoder.deadline == nil)
    }
}
