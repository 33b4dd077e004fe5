using System.CommandLine;
using AuditNode.Chain;
using AuditNode.Node.Hosting;

namespace AuditNode.Node.Commands;

/// <summary>What commands of auditors have in common: a chain, contracts, archives, jobs. They need no node and no keys.</summary>
internal sealed class AuditOptions
{
    private readonly Option<string?> directory = new("--directory", "-d")
    {
        Description = "A node's directory: gives the defaults for --rpc, --contracts and --archive.", HelpName = "DIR",
    };

    private readonly Option<string?> rpc = new("--rpc") { Description = "JSON-RPC of a node of the chain; anybody's, best one's own.", HelpName = "URL" };

    private readonly Option<string?> contracts = new("--contracts")
    {
        Description = "File with the contracts' addresses, as chain deploy --out wrote it.", HelpName = "FILE",
    };

    private readonly Option<Address?> ledger = Address("--ledger", "The AuditLedger (default: from --contracts, else from a bundle).");
    private readonly Option<Address?> budget = Address("--budget", "The PrivacyBudget (default: likewise).");

    private readonly Option<string[]> archives = new("--archive", "-a")
    {
        Description = "An archive (folder) or a bundle (file); may be repeated, all are read as one.", HelpName = "PATH", DefaultValueFactory = _ => [],
    };

    private readonly Option<Bytes32[]> jobs = new("--job")
    {
        Description = "Only this job; may be repeated.",
        HelpName = "JOB",
        DefaultValueFactory = _ => [],
        CustomParser = argument => [.. argument.Tokens.Select(token =>
        {
            if (!Bytes32.TryParse(token.Value, out var job))
                argument.AddError($"\"{token.Value}\" is not a job's number, 0x and 64 hexadecimal digits.");
            return job;
        })],
    };

    /// <summary>Adds the options.</summary>
    public Command AddTo(Command command)
    {
        foreach (var option in (Option[])[archives, rpc, contracts, ledger, budget, jobs, directory])
            command.Add(option);
        return command;
    }

    /// <summary>The chain's node.</summary>
    /// <exception cref="NodeException">None is named.</exception>
    public Uri RpcOf(ParseResult arguments)
    {
        var text = arguments.GetValue(rpc) ?? LoadedOf(arguments)?.Chain.Rpc.ToString()
            ?? throw new NodeException(NodeError.Usage, "Name the chain's node with --rpc, or a node's directory with --directory.");
        return Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            ? url
            : throw new NodeException(NodeError.Usage, "--rpc must be an http or https URL.");
    }

    /// <summary>Ledger and budget; null for what only a bundle can say.</summary>
    public (Address? Ledger, Address? Budget) ContractsOf(ParseResult arguments)
    {
        var file = arguments.GetValue(contracts) ?? LoadedOf(arguments)?.Chain.ContractsFile;
        var addresses = file is null ? null : NodeContracts.ReadAddresses(file);
        return (arguments.GetValue(ledger) ?? addresses?.AuditLedger, arguments.GetValue(budget) ?? addresses?.PrivacyBudget);
    }

    /// <summary>Archives and bundles, at least one.</summary>
    /// <exception cref="NodeException">None is named.</exception>
    public IReadOnlyList<string> ArchivesOf(ParseResult arguments)
    {
        if (arguments.GetValue(archives) is { Length: > 0 } named)
            return named;
        return arguments.GetValue(directory) is { } path
            ? [new NodeDirectory(path).Archive]
            : throw new NodeException(NodeError.Usage, "Name an archive or a bundle with --archive, or a node's directory with --directory.");
    }

    /// <summary>The jobs; empty for all.</summary>
    public IReadOnlyList<Bytes32> JobsOf(ParseResult arguments) => arguments.GetValue(jobs)!;

    private NodeOptions? LoadedOf(ParseResult arguments) =>
        arguments.GetValue(directory) is { } path ? NodeOptions.Load(new NodeDirectory(path), []) : null;

    private static Option<Address?> Address(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "ADDRESS",
        CustomParser = argument =>
        {
            if (Chain.Address.TryParse(argument.Tokens[0].Value, out var address))
                return address;
            argument.AddError($"{name} must be 0x and 40 hexadecimal digits.");
            return null;
        },
    };
}
