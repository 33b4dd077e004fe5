using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Sends a message until it is acknowledged, over as many connections as it takes.</summary>
/// <param name="client">The client.</param>
/// <param name="clock">The present.</param>
public sealed class MessageSender(PeerClient client, TimeProvider clock)
{
    /// <summary>How often bytes are sent again that arrived with another digest.</summary>
    private const int DigestAttempts = 3;

    /// <summary>Sends a message; returns when its receiver has it for good.</summary>
    /// <param name="institution">The receiver.</param>
    /// <param name="message">The message.</param>
    /// <param name="failed">Called with each failure that is followed by another attempt, and how many there were in a row.</param>
    /// <param name="written">Called with the bytes of each attempt.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="PeerRefusedException">The receiver refuses the message for good.</exception>
    public async Task SendAsync(
        Address institution, OutgoingMessage message, Action<Exception, int>? failed = null, Action<long>? written = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var backoff = new Backoff(client.Options, clock);
        // A message of one request is quicker sent than asked about.
        long? offset = message.Length <= client.Options.ChunkBytes ? 0 : null;
        int wrongDigests = 0;
        while (true)
        {
            try
            {
                UploadState state = offset is { } from
                    ? await client.AppendAsync(institution, message, from, (int)Math.Min(client.Options.ChunkBytes, message.Length - from), written, cancellationToken).ConfigureAwait(false)
                    : await client.StateAsync(institution, message.Header.Message, cancellationToken).ConfigureAwait(false);
                if (state.IsComplete)
                {
                    if (state.Digest == message.Digest) return;
                    throw new PeerRefusedException(institution, message.Header.Message, RefusalReason.Conflict, "it has another message of that number");
                }

                long next = state.Digest == message.Digest ? state.Offset : 0;
                if (next >= message.Length || (offset is not null && next <= offset)) throw new PeerAnswerException(institution, $"{next} bytes are there after {offset} and more were sent");
                if (offset is not null) backoff.Reset();
                offset = next;
            }
            catch (Exception e) when (IsTemporary(e, ref wrongDigests, cancellationToken))
            {
                offset = null;
                failed?.Invoke(e, backoff.Failures + 1);
                await backoff.PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static bool IsTemporary(Exception e, ref int wrongDigests, CancellationToken cancellationToken) => e switch
    {
        _ when cancellationToken.IsCancellationRequested => false,
        PeerRefusedException { Reason: RefusalReason.WrongDigest } => ++wrongDigests < DigestAttempts,
        PeerRefusedException refused => refused.Reason.IsTemporary(),
        HttpRequestException or IOException or PeerUnknownException or PeerAnswerException => true,
        // The channel was closed because the peer's certificate changed.
        ObjectDisposedException or OperationCanceledException => true,
        _ => false,
    };
}
