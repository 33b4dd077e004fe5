using System.CommandLine;
using AuditNode.ChainDev;
using AuditNode.ChainDev.Commands;

var root = new RootCommand("Development chains, a proof-of-authority network for tests, and deployment of the audit contracts.")
{
    DevCommand.Create(),
    PoaCommand.Create(),
    DeployCommand.Create(),
};
var arguments = root.Parse(args);
if (arguments.Errors.Count > 0)
{
    var message = string.Join(' ', arguments.Errors[^1].Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    Console.Error.WriteLine($"error: {message.TrimEnd('.')}; run with --help to see commands and options.");
    return (int)ChainDevError.Usage;
}
// Long enough for several nodes to stop in order after Ctrl-C.
return await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
