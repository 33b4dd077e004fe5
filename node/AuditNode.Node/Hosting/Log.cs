namespace AuditNode.Node.Hosting;

/// <summary>What the host logs. No message holds a secret.</summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Node {Name} of institution {Institution} starts in {Directory}; admin API at {Admin}.")]
    public static partial void Starts(ILogger logger, string name, string institution, string directory, string admin);

    [LoggerMessage(2, LogLevel.Information, "Node started.")]
    public static partial void Started(ILogger logger);

    [LoggerMessage(3, LogLevel.Information, "Node stops.")]
    public static partial void Stopping(ILogger logger);

    [LoggerMessage(4, LogLevel.Information, "Node stopped.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(5, LogLevel.Information, "Check {Check} passes: {Detail}.")]
    public static partial void Good(ILogger logger, string check, string detail);

    [LoggerMessage(6, LogLevel.Warning, "Check {Check} fails: {Detail}. Remedy: {Remedy}.")]
    public static partial void Bad(ILogger logger, string check, string detail, string remedy);

    [LoggerMessage(7, LogLevel.Warning, "The chain's node does not answer: {Reason}. Waiting for it; set chain.confirmations to start without it.")]
    public static partial void WaitsForChain(ILogger logger, string reason);

    [LoggerMessage(8, LogLevel.Critical, "Stopping took longer than {Seconds} seconds; the process ends. What was under way goes on at the next start.")]
    public static partial void StopTooLong(ILogger logger, double seconds);

    [LoggerMessage(9, LogLevel.Warning, "Admin API refused {Method} {Path}: {Reason}.")]
    public static partial void Refused(ILogger logger, string method, string path, string reason);

    [LoggerMessage(10, LogLevel.Error, "Admin API failed at {Method} {Path}.")]
    public static partial void RequestFailed(ILogger logger, Exception reason, string method, string path);
}
