extension NotificationLanguage {
    public static let english = NotificationLanguage(
        tag: "en",
        patterns: [
            .sessionRequested: "{name} asks you for “{topic}” on {time}.",
            .sessionCountered: "{name} suggests another time for “{topic}”: {time}.",
            .sessionAccepted: "{name} accepted “{topic}” on {time}.",
            .sessionRejected: "{name} declined “{topic}”.",
            .sessionWithdrawn: "{name} withdrew the request for “{topic}”.",
            .sessionExpired: "The request for “{topic}” with {name} expired without an answer.",
            .sessionTimeProposed: "{name} would like to move “{topic}” to {time}.",
            .sessionTimeAccepted: "{name} agreed: “{topic}” is now on {time}.",
            .sessionTimeRejected: "There is no new time for “{topic}” with {name}; it stays on {time}.",
            .sessionLinkChanged: "{name} changed where you meet for “{topic}” on {time}.",
            .sessionTimeLapsed: "Nobody answered the new time for “{topic}” with {name}; it stays on {time}.",
            .sessionCancelled: "{name} cancelled “{topic}” on {time}.",
            .sessionCalledOff: "“{topic}” on {time} was called off.",
            .sessionCompleted: "{name} says that “{topic}” took place. Now say how it was.",
            .sessionMissed: "{name} says that you missed “{topic}” on {time}.",
            .sessionNotHeld: "{name} says that “{topic}” on {time} did not take place.",
            .sessionUnreported: "Nobody said how “{topic}” with {name} on {time} went: it counts as not held.",
            .sessionDisputed: "{name} contests what you said about “{topic}”. A moderator will look into it.",
            .sessionResolved: "The dispute about “{topic}” with {name} is over: it counts as {outcome}.",
            .sessionReminder: "Do not forget “{topic}” with {name} on {time}.",
            .messageReceived: "{name} wrote to you.",
            .feedbackReceived: "{name} gave you feedback.",
        ],
        time: "{weekday} {day} {month}, {hour}:{minute}",
        weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ],
        outcomes: [.completed: "completed", .missed: "missed", .notHeld: "not held"]
    )
}
