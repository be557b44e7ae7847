import Exchange
import Hummingbird
import Logging
import NIOCore
import Operations

/// What goes along with a request: its name, where it came from, and who makes it.
struct AppContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The name of the request.
    var request: RequestID
    /// Where the request came from, behind the proxies that are trusted.
    var client: ClientAddress
    /// When the request arrived.
    let arrived: ContinuousClock.Instant
    /// Who makes the request; filled by the authentication of `RouteTable`.
    var caller: Caller?

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        request = .random
        client = source.channel.remoteAddress.map { ClientAddress($0) } ?? .unknown
        arrived = .now
    }
}

/// The context of a route for signed-in members.
struct MemberContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let request: RequestID
    let client: ClientAddress
    let caller: Caller

    /// - Throws: `Refusal.signInRequired` when nobody is signed in.
    init(context: AppContext) throws {
        guard let caller = context.caller else { throw Refusal.signInRequired }
        coreContext = context.coreContext
        request = context.request
        client = context.client
        self.caller = caller
    }

    /// The member who makes the request.
    var member: Identifier { caller.member }
}

/// The context of a route for moderators.
struct ModeratorContext: ChildRequestContext {
    var coreContext: CoreRequestContextStorage
    let request: RequestID
    let client: ClientAddress
    let caller: Caller

    /// - Throws: `Refusal.signInRequired` when nobody is signed in, `Refusal.roleRequired` for other members.
    init(context: AppContext) throws {
        guard let caller = context.caller else { throw Refusal.signInRequired }
        guard caller.role.isModerator else { throw Refusal.roleRequired }
        coreContext = context.coreContext
        request = context.request
        client = context.client
        self.caller = caller
    }

    /// The moderator who makes the request.
    var member: Identifier { caller.member }
}

extension RequestContext {
    /// The id in the path, by the name it has in the template.
    ///
    /// - Throws: `Refusal.notFound` when it is no id: then nothing by that name exists.
    func identifier(_ name: String) throws(Refusal) -> Identifier {
        guard let text = parameters[name[...]], let identifier = Identifier(text) else { throw .notFound }
        return identifier
    }
}
