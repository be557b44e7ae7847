extension SocketArguments {
    /// The arguments behind the first ones, to be passed on as they are; attachments keep their numbers.
    public func dropFirst(_ number: Int = 1) -> SocketArguments {
        guard number > 0 else { return self }
        guard let json, json.isArray else { return SocketArguments() }
        var rest = SocketArguments(array: json, skipping: skipped + min(number, count))
        rest.attachments = attachments
        return rest
    }
}
