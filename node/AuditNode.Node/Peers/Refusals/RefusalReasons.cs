using System.Collections.Frozen;

namespace AuditNode.Node.Peers;

/// <summary>How reasons are written and what they mean to a sender.</summary>
public static class RefusalReasons
{
    private static readonly FrozenDictionary<RefusalReason, string> Codes =
        Enum.GetValues<RefusalReason>().ToFrozenDictionary(reason => reason, reason => Kebab(reason.ToString()));

    private static readonly FrozenDictionary<string, RefusalReason> ByCode = Codes.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>The reason in kebab case, for instance <c>wrong-digest</c>.</summary>
    /// <param name="reason">The reason.</param>
    public static string ToCode(this RefusalReason reason) => Codes[reason];

    /// <summary>Reads what <see cref="ToCode"/> wrote.</summary>
    /// <param name="code">Text of foreign origin.</param>
    /// <param name="reason">The reason.</param>
    public static bool TryParse(string code, out RefusalReason reason) => ByCode.TryGetValue(code, out reason);

    /// <summary>Whether the same message may be taken later, so that its sender should try again.</summary>
    /// <param name="reason">The reason.</param>
    public static bool IsTemporary(this RefusalReason reason) => reason is
        RefusalReason.UnknownCertificate or RefusalReason.TooManyConnections or RefusalReason.UnknownJob or RefusalReason.QuotaExceeded
        or RefusalReason.WrongOffset or RefusalReason.WrongSender or RefusalReason.TooSlow or RefusalReason.StorageFailed;

    /// <summary>The status of HTTP that goes with it (RFC 9110, section 15).</summary>
    internal static int ToStatus(this RefusalReason reason) => reason switch
    {
        RefusalReason.UnknownCertificate or RefusalReason.CertificateExpired or RefusalReason.WrongSender => StatusCodes.Status403Forbidden,
        RefusalReason.UnknownJob or RefusalReason.WrongReceiver => StatusCodes.Status404NotFound,
        RefusalReason.WrongOffset or RefusalReason.SequenceGap or RefusalReason.Conflict => StatusCodes.Status409Conflict,
        RefusalReason.TooLong or RefusalReason.TooManyBytes => StatusCodes.Status413PayloadTooLarge,
        RefusalReason.QuotaExceeded or RefusalReason.TooManyConnections => StatusCodes.Status429TooManyRequests,
        RefusalReason.TooSlow => StatusCodes.Status408RequestTimeout,
        RefusalReason.StorageFailed => StatusCodes.Status507InsufficientStorage,
        RefusalReason.WrongKind or RefusalReason.WrongDigest or RefusalReason.RecordMissing or RefusalReason.RecordMalformed
            or RefusalReason.RecordOfAnotherInstitution or RefusalReason.RecordOfAnotherJob or RefusalReason.PayloadNotInRecord
            => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status400BadRequest,
    };

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsAsciiLetterUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
