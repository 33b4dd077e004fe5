using AuditNode.Chain;
using AuditNode.ChainDev.Deployment;

namespace AuditNode.Node.Hosting;

/// <summary>A member of the consortium, as the registry has it now.</summary>
/// <param name="Account">Its chain address.</param>
/// <param name="Roles">What it may do.</param>
/// <param name="KeyVersion">Number of its newest proof key; 0 where it never had one.</param>
/// <param name="HasKey">Whether it has a usable proof key.</param>
/// <param name="TlsFingerprint">SHA-256 of its TLS certificate; zero for none.</param>
public sealed record Member(Address Account, InstitutionRoles Roles, ulong KeyVersion, bool HasKey, Bytes32 TlsFingerprint);

/// <summary>The members of the consortium.</summary>
public static class Institutions
{
    private const int Page = 256;
    private const int MaxMembers = 65_536;

    /// <summary>Reads all members.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Chain.JsonRpc.RpcException">The node does not answer.</exception>
    public static async Task<IReadOnlyList<Member>> ListAsync(NodeContracts contracts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        var members = new List<Member>();
        while (members.Count < MaxMembers)
        {
            var page = await contracts.Registry.MembersAsync(members.Count, Page, default, cancellationToken).ConfigureAwait(false);
            foreach (var account in page)
                members.Add(await ReadAsync(contracts, account, cancellationToken).ConfigureAwait(false));
            if (page.Count < Page)
                break;
        }
        return members;
    }

    /// <summary>Reads one institution; one that was never a member has no roles.</summary>
    /// <param name="contracts">The contracts.</param>
    /// <param name="account">Its address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Chain.JsonRpc.RpcException">The node does not answer.</exception>
    public static async Task<Member> ReadAsync(NodeContracts contracts, Address account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(contracts);
        var found = await contracts.Registry.InstitutionAsync(account, default, cancellationToken).ConfigureAwait(false);
        return new Member(
            account, found.Active ? (InstitutionRoles)found.Roles : InstitutionRoles.None, found.KeyVersion, !found.KeyX.IsZero,
            found.TlsFingerprint);
    }
}
