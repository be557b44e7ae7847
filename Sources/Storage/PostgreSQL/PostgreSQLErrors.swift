extension StorageError {
    /// The error for an answer of the server. Source: PostgreSQL 15, appendix A.
    init(_ result: PostgreSQLResult) {
        switch result.state {
        case "23505", "23P01": self = .constraint(kind: .unique, detail: result.constraint)
        case "23503": self = .constraint(kind: .foreignKey, detail: result.constraint)
        case "23502": self = .constraint(kind: .notNull, detail: result.message)
        case "23514": self = .constraint(kind: .check, detail: result.constraint)
        case "40001", "40P01", "55P03": self = .busy
        case "53100": self = .full(result.message)
        case "53300", "25P03", "": self = .unavailable(result.message)
        case let state where state.hasPrefix("57P") || state.hasPrefix("08"): self = .unavailable(result.message)
        default: self = .failed(result.message)
        }
    }
}
