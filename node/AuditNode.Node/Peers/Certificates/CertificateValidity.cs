namespace AuditNode.Node.Peers;

/// <summary>Whether a certificate is good at a time.</summary>
public enum CertificateValidity
{
    /// <summary>It is good.</summary>
    Good,

    /// <summary>It is good for less than <see cref="PeerCertificate.WarningPeriod"/>: make a new one and register its fingerprint.</summary>
    EndsSoon,

    /// <summary>Its time is over; other nodes refuse it.</summary>
    Expired,

    /// <summary>Its time has not begun; look at the clock.</summary>
    NotYet,
}
