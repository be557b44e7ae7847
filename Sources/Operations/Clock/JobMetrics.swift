import Metrics

/// Counts what is done at moments of its own.
public enum JobMetrics {
    /// - Parameter lateness: how long after its moment it was done.
    public static func ran(_ job: String, lateness: Duration) {
        Counter(label: "skillsync_job_runs_total", dimensions: [("job", job)]).increment()
        Timer(label: "skillsync_job_lateness_seconds", dimensions: [("job", job)]).record(duration: lateness)
    }

    public static func failed(_ job: String) {
        Counter(label: "skillsync_job_failures_total", dimensions: [("job", job)]).increment()
    }
}
