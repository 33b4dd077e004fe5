using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace AuditNode.Node.Peers;

/// <summary>What both sides of a connection have in common where certificates are pinned.</summary>
internal static class PinnedTls
{
    /// <summary>
    /// No session is resumed: each connection shows its certificates, so that one that is no longer registered does not live on in a ticket.
    /// A chain is not built: nothing is downloaded from addresses that a stranger's certificate names, no store is asked.
    /// </summary>
    public static void Harden(SslServerAuthenticationOptions options)
    {
        options.AllowTlsResume = false;
        options.CertificateChainPolicy = NoChain();
    }

    /// <inheritdoc cref="Harden(SslServerAuthenticationOptions)"/>
    public static void Harden(SslClientAuthenticationOptions options)
    {
        options.AllowTlsResume = false;
        options.CertificateChainPolicy = NoChain();
    }

    private static X509ChainPolicy NoChain() => new()
    {
        TrustMode = X509ChainTrustMode.CustomRootTrust,
        RevocationMode = X509RevocationMode.NoCheck,
        DisableCertificateDownloads = true,
    };
}
