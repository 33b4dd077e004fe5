using AuditNode.Chain;

namespace AuditNode.Node.Peers;

/// <summary>Answers the question for a job's specification (GET /v1/jobs/{job}/specification): to institutions that it names, and to nobody else.</summary>
internal sealed class SpecificationHandler(PeerServices services)
{
    private const string Prefix = "/v1/jobs/", Suffix = "/specification";

    /// <summary>The path that names the specification of a job, the job as 64 lower-case hexadecimal digits.</summary>
    public static string PathOf(Bytes32 jobId) => $"{Prefix}{jobId.ToString()[2..]}{Suffix}";

    /// <summary>Reads what <see cref="PathOf"/> gives, and nothing else.</summary>
    public static bool TryParse(string? path, out Bytes32 jobId)
    {
        jobId = default;
        return path is { Length: 64 + 9 + 14 } && Bytes32.TryParse($"0x{path.AsSpan(Prefix.Length, 64)}", out jobId) && PathOf(jobId) == path;
    }

    /// <summary>Answers.</summary>
    /// <exception cref="RefusedException">Whoever asks gets nothing. Who is no party learns no more than who asks for a job that is not there.</exception>
    public async Task AnswerAsync(HttpContext context, Bytes32 jobId)
    {
        if (context.Request.Method != HttpMethods.Get || context.Request.ContentLength > 0)
            throw new RefusedException(RefusalReason.BadRequest, "the specification is to be read: GET without a body");
        Bytes32 shown = context.Features.Get<PeerConnection>()?.Fingerprint ?? Bytes32.Zero;
        if (services.Specifications is null || services.Directory.NameOf(shown) is not { } asking
            || await services.Specifications.FindAsync(jobId, asking, context.RequestAborted).ConfigureAwait(false) is not { } bytes)
        {
            throw new RefusedException(RefusalReason.UnknownJob, "this node has no specification of that job, or none that names the institution that asks");
        }

        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
