using System.Net.Http.Headers;
using System.Text;

namespace AuditNode.Chain.JsonRpc;

/// <summary>The address of a node, with the parts that may be secret (user, password, path and query) kept out of its name.</summary>
internal sealed class RpcEndpoint
{
    public RpcEndpoint(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https"))
            throw new ArgumentException("The address of a node starts with http:// or https://.", nameof(address));
        Name = $"{address.IdnHost}:{address.Port}";
        Address = new UriBuilder(address) { UserName = "", Password = "", Fragment = "" }.Uri;
        if (address.UserInfo.Length == 0)
            return;
        var credentials = Encoding.UTF8.GetBytes(Uri.UnescapeDataString(address.UserInfo));
        Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(credentials));
    }

    /// <summary>Host and port.</summary>
    public string Name { get; }

    /// <summary>Where requests go; carries no user and password.</summary>
    public Uri Address { get; }

    /// <summary>User and password of the address as HTTP wants them (RFC 7617); null where there are none.</summary>
    public AuthenticationHeaderValue? Authorization { get; }
}
