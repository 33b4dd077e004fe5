namespace AuditNode.Node.Hosting;

/// <summary>What went wrong, as far as a script has to tell; the values are exit codes of <c>audit-node</c>. 2 to 8 mean the same as in
/// AuditNode.ChainDev; 0 is success, 130 an interrupted command.</summary>
public enum NodeError
{
    /// <summary>Something that nobody expected: a defect of the program.</summary>
    Unexpected = 1,

    /// <summary>The command line is wrong.</summary>
    Usage = 2,

    /// <summary>A program that is needed is absent.</summary>
    Environment = 3,

    /// <summary>A port is taken.</summary>
    PortTaken = 4,

    /// <summary>A program that was started ended by itself.</summary>
    Client = 5,

    /// <summary>A file or directory is absent, damaged, or has the wrong rights.</summary>
    Files = 6,

    /// <summary>Something did not happen in time.</summary>
    Timeout = 7,

    /// <summary>The chain is unreachable, is another one, or a contract refuses.</summary>
    Chain = 8,

    /// <summary>A configuration key is unknown, missing, or has a value outside its range.</summary>
    Configuration = 9,

    /// <summary>A key is absent, or does not fit the others or the registry.</summary>
    Key = 10,

    /// <summary>The passphrase does not open the keys.</summary>
    Passphrase = 11,

    /// <summary>The node's directory is in use by a running node.</summary>
    InUse = 12,

    /// <summary>The command needs a running node, and none answers.</summary>
    NotRunning = 13,

    /// <summary>What was asked for does not exist.</summary>
    NotFound = 14,

    /// <summary>A verification or an examination found something wrong.</summary>
    Findings = 15,

    /// <summary>A job, or what is to be done with it, is refused; nothing was sent.</summary>
    Refused = 16,
}
