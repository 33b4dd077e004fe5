using System.Numerics;
using AuditNode.Chain;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Deployment;
using AuditNode.Contracts;
using AuditNode.Zk.Records;

namespace AuditNode.Scenarios;

/// <summary>An institution: its account on the chain, its proof key, and the contracts as it sees them through its own node.</summary>
public sealed class Institution : IAsyncDisposable
{
    private readonly PrivateKey _key;

    internal Institution(PrivateKey key, EthereumClient client, ulong chainId, TransactionSenderOptions options)
    {
        _key = key;
        Client = client;
        Sender = new TransactionSender(client, new Account(key), chainId, options);
    }

    public Address Address => _key.Address;

    public EthereumClient Client { get; }

    public TransactionSender Sender { get; }

    public ProofKey ProofKey { get; private set; } = ProofKey.Generate();

    /// <summary>The contracts, once the institution has joined.</summary>
    public BoundContracts Contracts { get; private set; } = null!;

    /// <summary>Coordinates of the public proof key.</summary>
    public (BigInteger X, BigInteger Y) PublicKey
    {
        get
        {
            byte[] encoded = ProofKey.PublicKey.ToBytes();
            return (Unsigned(encoded.AsSpan(0, 32)), Unsigned(encoded.AsSpan(32)));
        }
    }

    /// <summary>Makes and registers a new proof key.</summary>
    public Task RotateKeyAsync(ulong version, CancellationToken cancellationToken = default)
    {
        ProofKey.Dispose();
        ProofKey = ProofKey.Generate();
        var (x, y) = PublicKey;
        var (challenge, response) = ProvePossession(version);
        return FinalAsync(
            Contracts.Registry.SendRotateKeyAsync(Sender, x, y, challenge, response, Fingerprint, cancellationToken: cancellationToken), cancellationToken);
    }

    /// <summary>A proof of possession: challenge and response.</summary>
    public (BigInteger Challenge, BigInteger Response) ProvePossession(ulong version)
    {
        InstitutionRegistry registry = Contracts.Registry;
        return Split(AttributionProof.Prove(ProofKey, new KeyContext(Sender.ChainId, registry.Address.ToArray(), Address.ToArray(), version)));
    }

    /// <summary>Waits until a transaction is final.</summary>
    public static async Task<Receipt> FinalAsync(Task<PendingTransaction> sent, CancellationToken cancellationToken = default) =>
        (await (await sent).WaitAsync(cancellationToken: cancellationToken)).Receipt;

    /// <summary>The challenge and the response of a proof.</summary>
    public static (BigInteger Challenge, BigInteger Response) Split(ReadOnlySpan<byte> proof) =>
        (Unsigned(proof[..32]), Unsigned(proof[32..]));

    public async ValueTask DisposeAsync()
    {
        await Sender.DisposeAsync();
        ProofKey.Dispose();
        _key.Dispose();
    }

    private static BigInteger Unsigned(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    // Nobody connects: any number does for the fingerprint of a certificate.
    private Bytes32 Fingerprint => Keccak256.HashData(Address.ToArray());

    /// <summary>Registers the first proof key, with proof of possession.</summary>
    internal Task JoinAsync(AuditContracts addresses, CancellationToken cancellationToken)
    {
        Contracts = new BoundContracts(Client, addresses);
        return AuditDeployment.RegisterAsync(Client, addresses, Sender, ProofKey, Fingerprint, cancellationToken);
    }
}
