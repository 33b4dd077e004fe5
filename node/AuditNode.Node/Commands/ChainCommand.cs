using System.CommandLine;
using AuditNode.ChainDev.Commands;

namespace AuditNode.Node.Commands;

/// <summary>chain: chains for development and tests, and deployment of the contracts.</summary>
internal static class ChainCommand
{
    public static Command Create() => new("chain", "Chains for development and tests, and deployment of the contracts.")
    {
        DevCommand.Create(), PoaCommand.Create(), DeployCommand.Create(),
    };
}
