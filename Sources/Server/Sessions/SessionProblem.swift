import Operations

extension Problem {
    /// The answer to a refusal that depends on how the session stands: it holds the session as it is now.
    init(_ refused: SessionRefusal) {
        self = Problem(refused.refusal).with("session") { json in
            json.object { refused.session.write(to: &$0) }
        }
    }
}
