import Exchange
import HTTPTypes
import Hummingbird
import Operations

/// One's own profile over HTTP.
struct ProfileRoutes: Sendable {
    let operations: ProfileOperations
    let statistics: StatisticsOperations
    let avatars: AvatarEncoder
    let clock: any WallClock

    @Sendable func me(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        return try await own(context.caller)
    }

    @Sendable func update(_ request: Request, _ context: MemberContext) async throws -> Response {
        let change = try await request.jsonBody().fields { $0.profileChange() }
        return try await answer(try await operations.update(change, by: context.caller), context.caller)
    }

    @Sendable func replaceSkills(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (teach, learn) = try await request.jsonBody().fields { fields in
            (fields.skillChoices("teach"), fields.skillChoices("learn"))
        }
        let own = try await operations.setSkills(teach: teach, learn: learn, by: context.caller)
        return try await answer(own, context.caller)
    }

    @Sendable func replaceAvailability(_ request: Request, _ context: MemberContext) async throws -> Response {
        let (timeZone, intervals) = try await request.jsonBody().fields { fields in
            (fields.required("timeZone", .timeZone), fields.weeklyIntervals("intervals"))
        }
        let own = try await operations.setAvailability(timeZone: timeZone, intervals: intervals, by: context.caller)
        return try await answer(own, context.caller)
    }

    @Sendable func replaceAvatar(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard let type = request.mediaType, ["image/png", "image/jpeg", "image/webp"].contains(type) else {
            throw Problem.unsupportedMediaType("image/png, image/jpeg or image/webp")
        }
        let sent = try await request.bodyBytes(limit: AvatarImage.maximumBytes)
        let avatar = try await avatars.encode(sent)
        let own = try await operations.setAvatar(avatar.bytes, contentType: avatar.contentType, by: context.caller)
        return try await answer(own, context.caller)
    }

    @Sendable func removeAvatar(_ request: Request, _ context: MemberContext) async throws -> Response {
        try request.refuseQuery()
        try await operations.removeAvatar(by: context.caller)
        return .empty
    }

    /// The caller's own profile.
    func own(_ caller: Caller, _ status: HTTPResponse.Status = .ok) async throws -> Response {
        try await answer(try await operations.me(caller), caller, status)
    }

    private func answer(
        _ own: OwnProfile, _ caller: Caller, _ status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let statistics = try await statistics.statistics(of: caller.member, by: caller)
        let now = clock.now()
        return .json(status, capacity: 2_048) { own.write(to: &$0, statistics: statistics, at: now) }
    }
}
