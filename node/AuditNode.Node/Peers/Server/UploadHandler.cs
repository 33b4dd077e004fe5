using System.Globalization;
using AuditNode.Chain;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Primitives;

namespace AuditNode.Node.Peers;

/// <summary>Answers requests: how much of a message is here (HEAD, GET), more of its bytes (POST), and a job's specification.</summary>
internal sealed class UploadHandler(PeerServices services, PeerServerOptions options)
{
    private readonly SpecificationHandler _specifications = new(services);

    /// <summary>Answers a request; whatever a peer does, it ends with a status or an aborted connection.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        MessageAddress? address = null;
        try
        {
            if (SpecificationHandler.TryParse(context.Request.Path.Value, out Bytes32 jobId) && !context.Request.QueryString.HasValue)
            {
                await _specifications.AnswerAsync(context, jobId).ConfigureAwait(false);
                return;
            }

            if (!MessageAddress.TryParse(context.Request.Path.Value, out address) || context.Request.QueryString.HasValue)
                throw new RefusedException(RefusalReason.BadRequest, "the path is that of no message and no specification");
            PeerJob job = Authorise(context, address);
            UploadState state = context.Request.Method switch
            {
                "HEAD" or "GET" => await services.Inbox.StateAsync(address, context.RequestAborted).ConfigureAwait(false),
                "POST" => await AppendAsync(context, job, address).ConfigureAwait(false),
                _ => throw new RefusedException(RefusalReason.BadRequest, "the method is none of HEAD, GET and POST"),
            };
            Respond(context.Response, state);
        }
        catch (RefusedException e)
        {
            await RefuseAsync(context, address, e).ConfigureAwait(false);
        }
        catch (BadHttpRequestException e)
        {
            await RefuseAsync(context, address, Explain(e)).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            // The connection broke, or the sender came again over another; what arrived is kept.
            context.Abort();
        }
    }

    private static RefusedException Explain(BadHttpRequestException e) => e.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new RefusedException(RefusalReason.TooManyBytes, "the body is longer than a request may be; send the message in more of them", e),
        _ => new RefusedException(RefusalReason.BadRequest, "the body does not fit the request", e),
    };

    private static void Respond(HttpResponse response, UploadState state)
    {
        response.StatusCode = state.IsComplete ? StatusCodes.Status200OK : StatusCodes.Status204NoContent;
        response.Headers[UploadFields.Offset] = state.Offset.ToString(CultureInfo.InvariantCulture);
        response.Headers[UploadFields.IsComplete] = state.IsComplete ? UploadFields.Complete : UploadFields.Incomplete;
        if (!state.Digest.IsZero) response.Headers[UploadFields.Digest] = state.Digest.ToString()[2..];
    }

    private static Bytes32 ReadDigest(StringValues field) =>
        field.Count == 1 && Bytes32.TryParse("0x" + field[0], out Bytes32 digest)
            ? digest
            : throw new RefusedException(RefusalReason.BadRequest, $"{UploadFields.Digest} must be 64 hexadecimal digits");

    private static long ReadOffset(StringValues field) =>
        field.Count == 1 && long.TryParse(field[0], NumberStyles.None, CultureInfo.InvariantCulture, out long offset)
            ? offset
            : throw new RefusedException(RefusalReason.BadRequest, $"{UploadFields.Offset} must be a number of bytes");

    /// <summary>The job, if the message is for this node's party and the connection belongs to the party that sends it.</summary>
    private PeerJob Authorise(HttpContext context, MessageAddress address)
    {
        if (!services.Jobs.TryFind(address.JobId, out PeerJob? job)) throw new RefusedException(RefusalReason.UnknownJob, "no such job is open here");
        // Looked up for every request: whoever was removed is out, also on a connection from before.
        Bytes32 shown = context.Features.Get<PeerConnection>()?.Fingerprint ?? Bytes32.Zero;
        if (!job.Parties.TryGetValue(address.From, out Address sender) || sender == job.Institution || services.Directory.Find(sender)?.Fingerprint is not { } registered || registered != shown)
            throw new RefusedException(RefusalReason.WrongSender, "the certificate is not that of the party that the message is from");
        return address.To == job.Party ? job : throw new RefusedException(RefusalReason.WrongReceiver, $"this node is party {job.Party}");
    }

    private Task<UploadState> AppendAsync(HttpContext context, PeerJob job, MessageAddress address)
    {
        HttpRequest request = context.Request;
        Bytes32 digest = ReadDigest(request.Headers[UploadFields.Digest]);
        long offset = ReadOffset(request.Headers[UploadFields.Offset]);
        if (request.ContentLength is not > 0) throw new RefusedException(RefusalReason.BadRequest, "content-length must be given, and some bytes");
        var body = new PacedBody(request.Body, options.MinimumBodyRate, options.BodyGracePeriod, services.Refusals.Clock);
        return services.Inbox.AppendAsync(job, address, digest, offset, body, context.RequestAborted);
    }

    private async Task RefuseAsync(HttpContext context, MessageAddress? address, RefusedException refusal)
    {
        Bytes32? shown = context.Features.Get<PeerConnection>()?.Fingerprint;
        // A job that is not open yet and an offset from before a broken connection are everyday life, not offences; a full disk is our own matter.
        if (refusal.Reason is not (RefusalReason.UnknownJob or RefusalReason.WrongOffset or RefusalReason.QuotaExceeded or RefusalReason.StorageFailed))
        {
            await services.Refusals.RecordAsync(new Refusal(services.Refusals.Clock.GetUtcNow(), refusal.Reason, refusal.Detail)
            {
                Fingerprint = shown,
                Institution = shown is { } fingerprint ? services.Directory.NameOf(fingerprint) : null,
                Remote = context.Connection.RemoteIpAddress,
                Message = address,
            }).ConfigureAwait(false);
        }

        if (context.Response.HasStarted || context.RequestAborted.IsCancellationRequested) return;
        context.Response.StatusCode = refusal.Reason.ToStatus();
        context.Response.Headers[UploadFields.Refusal] = refusal.Reason.ToCode();
        context.Response.Headers[UploadFields.RefusalDetail] = refusal.Detail;
    }
}
