using System.Net;
using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>The question for a job's specification, and its answer, of which no more is read than may come.</summary>
internal static class SpecificationRequestMessage
{
    /// <inheritdoc cref="PeerClient.ReadSpecificationAsync"/>
    public static async Task<byte[]> SendAsync(PinnedChannel channel, Bytes32 jobId, int maximumBytes, TimeSpan timeout, CancellationToken cancellationToken)
    {
        Address institution = channel.Peer.Institution;
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(channel.Peer.Endpoint, SpecificationHandler.PathOf(jobId)))
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(timeout);
        try
        {
            using HttpResponseMessage response = await channel.SendAsync(request, limited.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.NotFound)
                throw new PeerAnswerException(institution, "it has no specification of this job, or none that names this institution");
            if (response.StatusCode != HttpStatusCode.OK) throw new PeerAnswerException(institution, $"status {(int)response.StatusCode}");
            using Stream body = await response.Content.ReadAsStreamAsync(limited.Token).ConfigureAwait(false);
            return await ReadAsync(institution, body, maximumBytes, limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{institution} did not answer within {timeout.TotalSeconds:0} s.", e);
        }
    }

    private static async Task<byte[]> ReadAsync(Address institution, Stream body, int maximumBytes, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            if (bytes.Length + read > maximumBytes) throw new PeerAnswerException(institution, $"more than {maximumBytes} bytes");
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
