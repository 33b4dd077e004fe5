using System.CommandLine;
using System.CommandLine.Parsing;
using AuditNode.Chain;
using AuditNode.Chain.JsonRpc;
using AuditNode.Chain.Keystore;
using AuditNode.Chain.Sending;
using AuditNode.Chain.Transactions;
using AuditNode.ChainDev.Deployment;

namespace AuditNode.ChainDev.Commands;

/// <summary>deploy: puts the audit contracts on a chain.</summary>
public static class DeployCommand
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var rpc = new Option<Uri?>("--rpc")
        {
            Description = "JSON-RPC of a node.",
            HelpName = "URL",
            Required = true,
            CustomParser = ReadUrl,
        };
        var keyFile = FileOption("--key-file", "File with the key of the account that pays: 64 hex digits.");
        var keystore = FileOption("--keystore", "Or: an encrypted key file (Web3 Secret Storage, version 3).");
        var passphrase = FileOption("--passphrase-file", "What opens the keystore; its first line counts.");
        var institutions = FileOption(
            "--institutions", "JSON file with the founding members, see docs/poa-network.md; without it, only the account that pays.");
        var output = FileOption(
            "--out", "JSON file for the addresses. If it names contracts that are on the chain already, those are used.");
        var confirmations = new Option<int>("--confirmations")
        {
            Description = "Blocks to wait for, the transaction's own included.",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var json = CommandOptions.Json();
        var command = new Command("deploy", "Deploys the audit contracts and registers the founding members' proof keys.")
        {
            rpc, keyFile, keystore, passphrase, institutions, output, confirmations, json,
        };
        command.SetAction((arguments, cancellationToken) => LongRun.GuardAsync(
            async () =>
            {
                using var key = await ReadKeyAsync(
                    arguments.GetValue(keyFile), arguments.GetValue(keystore), arguments.GetValue(passphrase), cancellationToken)
                    .ConfigureAwait(false);
                var founders = arguments.GetValue(institutions) is { } file
                    ? InstitutionsFile.Read(file)
                    : [new Institution("deployer", key.Address, InstitutionRoles.Validator)];
                var depth = arguments.GetValue(confirmations);
                if (depth is < 1 or > 1000)
                    throw new ChainDevException(ChainDevError.Usage, $"--confirmations must be between 1 and 1000, not {depth}.");
                var options = new TransactionSenderOptions { Confirmations = depth, PollInterval = PollInterval };
                var asJson = arguments.GetValue(json);
                await RunAsync(arguments.GetValue(rpc)!, key, founders, arguments.GetValue(output), options, asJson, cancellationToken)
                    .ConfigureAwait(false);
            },
            cancellationToken));
        return command;
    }

    private static Option<string?> FileOption(string name, string description) =>
        new(name) { Description = description, HelpName = "FILE" };

    private static Uri? ReadUrl(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        argument.AddError($"--rpc must be an http or https URL, not {text}.");
        return null;
    }

    private static async Task<PrivateKey> ReadKeyAsync(
        string? keyFile, string? keystore, string? passphraseFile, CancellationToken cancellationToken)
    {
        if (keyFile is null == keystore is null)
            throw new ChainDevException(ChainDevError.Usage, "Name the account that pays with --key-file or with --keystore.");
        if (keyFile is not null)
            return KeyFile.Read(keyFile);
        if (passphraseFile is null)
            throw new ChainDevException(ChainDevError.Usage, "--keystore needs --passphrase-file.");
        try
        {
            var passphrase = File.ReadLines(passphraseFile).FirstOrDefault("");
            return await KeystoreFile.LoadAsync(keystore!, passphrase, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is KeystoreException or IOException or UnauthorizedAccessException)
        {
            throw new ChainDevException(ChainDevError.DataDirectory, $"Cannot open {keystore}: {e.Message}", e);
        }
    }

    private static async Task RunAsync(
        Uri rpc, PrivateKey key, IReadOnlyList<Institution> founders, string? output, TransactionSenderOptions options, bool asJson,
        CancellationToken cancellationToken)
    {
        using var connection = new JsonRpcClient(rpc);
        var client = new EthereumClient(connection);
        var chainId = await client.GetChainIdAsync(cancellationToken).ConfigureAwait(false);
        var contracts = await FindAsync(client, output, cancellationToken).ConfigureAwait(false);
        if (contracts is null)
        {
            await Console.Error.WriteLineAsync($"Deploying six contracts on chain {chainId}.").ConfigureAwait(false);
            await using var sender = new TransactionSender(client, new Account(key), chainId, options);
            contracts = await AuditDeployment.DeployAsync(client, sender, founders, cancellationToken).ConfigureAwait(false);
            if (output is not null)
                contracts.Write(output);
        }
        var registered = new List<string>();
        foreach (var founder in founders.Where(founder => founder.KeyPath is not null))
        {
            if (await RegisterAsync(client, contracts, founder, options, cancellationToken).ConfigureAwait(false))
                registered.Add(founder.Name);
        }
        CommandResult.Write(
            new { contracts, registered },
            [
                $"chain id      {contracts.ChainId}",
                $"registry      {contracts.InstitutionRegistry}",
                $"jobs          {contracts.JobRegistry}",
                $"ledger        {contracts.AuditLedger}",
                $"budget        {contracts.PrivacyBudget}",
                $"trust         {contracts.TrustRegistry}",
                $"challenge     {contracts.AuditChallenge}",
                .. registered.Select(name => $"registered    {name}"),
            ],
            asJson);
    }

    private static async Task<AuditContracts?> FindAsync(EthereumClient client, string? output, CancellationToken cancellationToken)
    {
        if (output is null || !File.Exists(output))
            return null;
        var contracts = AuditContracts.Read(output);
        return await AuditDeployment.ExistsAsync(client, contracts, cancellationToken).ConfigureAwait(false)
            ? contracts
            : throw new ChainDevException(ChainDevError.DataDirectory,
                $"{output} names contracts that are not on this chain; delete it to deploy new ones, or check --rpc.");
    }

    private static async Task<bool> RegisterAsync(
        EthereumClient client, AuditContracts contracts, Institution founder, TransactionSenderOptions options,
        CancellationToken cancellationToken)
    {
        using var key = KeyFile.Read(founder.KeyPath!);
        using var proofKey = ProofKeyFile.ReadOrCreate(founder.ProofKeyPath!);
        await using var sender = new TransactionSender(client, new Account(key), contracts.ChainId, options);
        return await AuditDeployment.RegisterAsync(client, contracts, sender, proofKey, founder.TlsFingerprint, cancellationToken)
            .ConfigureAwait(false);
    }
}
