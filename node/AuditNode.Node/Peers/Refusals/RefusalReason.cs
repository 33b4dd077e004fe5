namespace AuditNode.Node.Peers;

/// <summary>Why a peer, or something that it sent, was refused. The names, in kebab case, are those on the wire (docs/peers.md).</summary>
public enum RefusalReason
{
    /// <summary>The certificate is not that of any institution that this node works with.</summary>
    UnknownCertificate,

    /// <summary>The certificate's time is over or has not begun.</summary>
    CertificateExpired,

    /// <summary>More connections than one peer may have.</summary>
    TooManyConnections,

    /// <summary>The request is none that this node knows: path, method or header fields.</summary>
    BadRequest,

    /// <summary>No such job is open here; it may be later.</summary>
    UnknownJob,

    /// <summary>The sender is not the party that the connection's institution is in this job, or no party of it.</summary>
    WrongSender,

    /// <summary>The message is for somebody else.</summary>
    WrongReceiver,

    /// <summary>The message's header cannot be read, or says something else than the request.</summary>
    Malformed,

    /// <summary>Such a message never comes from this party.</summary>
    WrongKind,

    /// <summary>The message is longer than any of its kind.</summary>
    TooLong,

    /// <summary>The peer has used up the room that it has here; it gets it back when its messages are taken.</summary>
    QuotaExceeded,

    /// <summary>The request does not go on where the bytes that are here end.</summary>
    WrongOffset,

    /// <summary>The request carries more bytes than the message has.</summary>
    TooManyBytes,

    /// <summary>The message is not the next one.</summary>
    SequenceGap,

    /// <summary>Another message of that number was taken before.</summary>
    Conflict,

    /// <summary>The bytes are not those of the digest.</summary>
    WrongDigest,

    /// <summary>A message of this kind must come with a record.</summary>
    RecordMissing,

    /// <summary>The record is not in canonical form.</summary>
    RecordMalformed,

    /// <summary>The record is that of another institution.</summary>
    RecordOfAnotherInstitution,

    /// <summary>The record belongs to another job, chain or ledger.</summary>
    RecordOfAnotherJob,

    /// <summary>The record does not name the message's bytes.</summary>
    PayloadNotInRecord,

    /// <summary>The bytes came too slowly.</summary>
    TooSlow,

    /// <summary>This node cannot store the message now.</summary>
    StorageFailed,

    /// <summary>The protocol refused the message.</summary>
    ProtocolRefused,
}
