using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Sending;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;

namespace AuditNode.Node.Hosting;

/// <summary>The connection to the institution's node of the chain, with the contracts. Making one asks nothing of the node.</summary>
public sealed class ChainConnection : IDisposable
{
    private const int MaxCredentials = 4096;
    private readonly JsonRpcClient rpc;

    private ChainConnection(JsonRpcClient rpc, AuditContracts addresses)
    {
        this.rpc = rpc;
        Contracts = new NodeContracts(new EthereumClient(rpc, ContractErrors.Catalogue), addresses);
    }

    /// <summary>The contracts.</summary>
    public NodeContracts Contracts { get; }

    /// <summary>The node.</summary>
    public EthereumClient Client => Contracts.Client;

    /// <summary>Reads the contracts' addresses and the credentials.</summary>
    /// <exception cref="NodeException">A file is absent or wrong.</exception>
    public static ChainConnection Open(ChainSection options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var addresses = NodeContracts.ReadAddresses(options.ContractsFile);
        return new ChainConnection(
            new JsonRpcClient(WithCredentials(options), new JsonRpcOptions { RequestTimeout = options.RequestTimeout }), addresses);
    }

    /// <summary>How transactions are to be sent.</summary>
    /// <param name="options">chain.*</param>
    /// <param name="confirmations">Blocks that make a transaction final.</param>
    public static TransactionSenderOptions SenderOptions(ChainSection options, int confirmations)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new TransactionSenderOptions { Confirmations = confirmations, PollInterval = options.PollInterval };
    }

    /// <summary>Blocks that make a transaction final: the setting, or floor(n/2) + 1 of the registry's n validators.</summary>
    /// <exception cref="RpcException">The node does not answer.</exception>
    public async Task<int> ConfirmationsAsync(ChainSection options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Confirmations > 0)
            return options.Confirmations;
        var members = await Institutions.ListAsync(Contracts, cancellationToken).ConfigureAwait(false);
        var validators = members.Count(member => member.Roles.HasFlag(InstitutionRoles.Validator));
        return TransactionSenderOptions.ConfirmationsFor(Math.Max(1, validators));
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => rpc.Dispose();

    private static Uri WithCredentials(ChainSection options)
    {
        if (options.CredentialsFile is not { } file)
            return options.Rpc;
        try
        {
            if (new FileInfo(file).Length > MaxCredentials)
                throw new NodeException(NodeError.Files, $"{file} is longer than {MaxCredentials} bytes; it holds one line, user:password.");
            if (File.ReadLines(file).FirstOrDefault() is { } line && line.IndexOf(':') is > 0 and var colon)
                return new UriBuilder(options.Rpc)
                {
                    UserName = Uri.EscapeDataString(line[..colon]), Password = Uri.EscapeDataString(line[(colon + 1)..]),
                }.Uri;
            throw new NodeException(NodeError.Files, $"The first line of {file} must be user:password.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeError.Files, $"Cannot read {file}, which chain.credentialsFile names; write user:password there.", e);
        }
    }
}
