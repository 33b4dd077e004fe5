using Microsoft.Extensions.Logging.Console;

namespace AuditNode.Node.Hosting;

/// <summary>How the node logs: to standard error, one JSON object per line or text, times in UTC.</summary>
internal static class NodeLogging
{
    private const string Timestamp = "yyyy-MM-dd'T'HH:mm:ss.fff'Z '";

    /// <summary>Sets up the host's logs.</summary>
    public static void Configure(ILoggingBuilder logging, NodeOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(options.LogLevel);
        // What every request did is noise, and the framework's start-up lines repeat the host's.
        logging.AddFilter("Microsoft", options.LogLevel > LogLevel.Warning ? options.LogLevel : LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);
        if (options.LogJson)
            logging.AddJsonConsole(console => Set(console, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"));
        else
            logging.AddSimpleConsole(console =>
            {
                Set(console, Timestamp);
                console.SingleLine = true;
                console.ColorBehavior = Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
            });
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    /// <summary>Logs for the time before there is a host.</summary>
    public static ILoggerFactory CreateFactory(NodeOptions options) => LoggerFactory.Create(logging => Configure(logging, options));

    private static void Set(ConsoleFormatterOptions options, string timestamp)
    {
        options.TimestampFormat = timestamp;
        options.UseUtcTimestamp = true;
        options.IncludeScopes = false;
    }
}
