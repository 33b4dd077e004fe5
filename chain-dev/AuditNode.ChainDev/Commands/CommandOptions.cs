using System.CommandLine;

namespace AuditNode.ChainDev.Commands;

/// <summary>Options that several commands have.</summary>
internal static class CommandOptions
{
    /// <summary>--json.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print the result as one line of JSON." };

    /// <summary>--data.</summary>
    public static Option<string?> Data() => new("--data")
    {
        Description = "Directory for keys, blocks and logs; what is found there goes on. "
            + "Without it, a temporary one that is deleted in the end.",
        HelpName = "DIR",
    };

    /// <summary>--chain-id.</summary>
    public static Option<ulong?> ChainId() => new("--chain-id") { Description = "Chain id (default 1337).", HelpName = "N" };
}
