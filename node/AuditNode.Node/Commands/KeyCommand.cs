using System.CommandLine;
using AuditNode.Chain;
using AuditNode.Node.Hosting;
using AuditNode.Node.Keys;

namespace AuditNode.Node.Commands;

/// <summary>key: makes, shows and registers the keys of a node.</summary>
internal static class KeyCommand
{
    public static Command Create() => new("key", "Keys of the institution: account, proof key, TLS certificate.")
    {
        New(), Show(), Register(), Rotate(), Revoke(),
    };

    private static Command New()
    {
        var (directory, passphrase, json) = (CommonOptions.Directory(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        return new Command("new", """
            Makes the keys that are not there yet; what is there stays. Back the folder keys up, and the passphrase elsewhere.

            Example:
              audit-node key new --directory /var/lib/audit-node --passphrase-file /etc/audit-node/passphrase
            """)
        { directory, passphrase, json }.Does(async (arguments, cancellationToken) =>
        {
            var node = arguments.DirectoryOf(directory);
            var files = new KeyFiles(node);
            IReadOnlyList<string> made = [];
            if (!files.AreComplete)
                made = await KeyMaker.MakeAsync(
                    node, Passphrase.ReadNew(arguments.GetValue(passphrase)), TimeProvider.System, cancellationToken: cancellationToken).ConfigureAwait(false);
            Print(KeySummary.Read(node), made, arguments.GetValue(json));
        });
    }

    private static Command Show()
    {
        var (directory, json) = (CommonOptions.Directory(), CommonOptions.Json());
        return new Command("show", "Shows the public halves; needs no passphrase.") { directory, json }
            .Does((arguments, _) =>
            {
                Print(KeySummary.Read(arguments.DirectoryOf(directory)), [], arguments.GetValue(json));
                return Task.CompletedTask;
            });
    }

    private static Command Register() => Sending("register", """
        Registers proof key and certificate with the consortium, with the proof that this node has the key. Repeating it changes nothing.

        Example:
          audit-node key register --directory /var/lib/audit-node
        """,
        async (node, registered, cancellationToken) =>
        {
            var files = new KeyFiles(node.Options.Directory);
            using var key = NodeIdentity.OpenProofKey(files.Proof, node.Passphrase);
            using var certificate = NodeIdentity.OpenCertificate(files.Certificate);
            return await registered.RegisterAsync(key, certificate.Fingerprint, cancellationToken).ConfigureAwait(false);
        });

    private static Command Rotate() => Sending("rotate", """
        Replaces the proof key by a new one, here and in the registry; the old one stays in the folder keys. Interrupted, it goes on.

        Example:
          audit-node key rotate --directory /var/lib/audit-node
        """,
        async (node, registered, cancellationToken) =>
        {
            using var certificate = NodeIdentity.OpenCertificate(new KeyFiles(node.Options.Directory).Certificate);
            return (await KeyRotation.RotateAsync(
                node.Options.Directory, registered, node.Contracts, node.Passphrase, certificate.Fingerprint, cancellationToken).ConfigureAwait(false)).Transaction;
        });

    private static Command Revoke() => Sending("revoke", """
        Revokes the proof key at once, for instance because it leaked: from then on the ledger takes no record of this institution, until
        key rotate registers a new one.

        Example:
          audit-node key revoke --directory /var/lib/audit-node
        """,
        (_, registered, cancellationToken) => registered.RevokeAsync(cancellationToken));

    private static Command Sending(
        string name, string description, Func<OfflineNode, RegisteredKey, CancellationToken, Task<Bytes32?>> send)
    {
        var (directory, set, passphrase, json) =
            (CommonOptions.Directory(), CommonOptions.Set(), CommonOptions.PassphraseFile(), CommonOptions.Json());
        return new Command(name, description) { directory, set, passphrase, json }.Does(async (arguments, cancellationToken) =>
        {
            var options = NodeOptions.Load(arguments.DirectoryOf(directory), arguments.GetValue(set)!);
            await using var node = await OfflineNode.OpenAsync(options, arguments.GetValue(passphrase), cancellationToken).ConfigureAwait(false);
            var transaction = await send(node, new RegisteredKey(node.Contracts, node.Sender), cancellationToken).ConfigureAwait(false);
            var member = await Institutions.ReadAsync(node.Contracts, node.Sender.Account.Address, cancellationToken).ConfigureAwait(false);
            CommandResult.Write(
                new
                {
                    institution = member.Account, keyVersion = member.KeyVersion, usable = member.HasKey, tlsFingerprint = member.TlsFingerprint, transaction,
                },
                [
                    ("institution", member.Account.ToString()),
                    ("key version", $"{member.KeyVersion}{(member.HasKey ? "" : ", revoked")}"),
                    ("fingerprint", member.TlsFingerprint.ToString()),
                    ("transaction", transaction?.ToString() ?? "none: nothing was left to do"),
                ],
                arguments.GetValue(json));
        });
    }

    private static void Print(KeySummary keys, IReadOnlyList<string> made, bool asJson) => CommandResult.Write(
        new
        {
            institution = keys.Institution, proofKey = keys.ProofKey, tlsFingerprint = keys.TlsFingerprint, tlsNotAfter = keys.TlsNotAfter,
            files = keys.Files, made,
        },
        [
            ("institution", keys.Institution.ToString()),
            ("proof key", keys.ProofKey),
            ("fingerprint", keys.TlsFingerprint.ToString()),
            ("valid until", keys.TlsNotAfter.ToString("yyyy-MM-dd")),
            .. made.Select(file => ("made", (string?)file)),
        ],
        asJson);
}
