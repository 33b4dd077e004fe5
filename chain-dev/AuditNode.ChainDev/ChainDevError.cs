namespace AuditNode.ChainDev;

/// <summary>What went wrong, as far as a program has to tell; the values are the exit codes of the console.</summary>
public enum ChainDevError
{
    /// <summary>An option has a value outside its range.</summary>
    Usage = 2,

    /// <summary>Node.js or npm is absent or too old, or a package could not be installed.</summary>
    Environment = 3,

    /// <summary>A port is taken.</summary>
    PortTaken = 4,

    /// <summary>A client did not start, or ended by itself.</summary>
    Client = 5,

    /// <summary>A data directory is in use, belongs to another chain, or is damaged.</summary>
    DataDirectory = 6,

    /// <summary>A network did not reach the state that was waited for in time.</summary>
    Timeout = 7,

    /// <summary>A transaction or a call failed.</summary>
    Chain = 8,
}
