namespace Evenkeel.Literature;

/// <summary>How much of a paper's protocol is run.</summary>
public enum RunSize
{
    /// <summary>What shows the ordering within a minute or so.</summary>
    Quick,

    /// <summary>What an hour at most on two cores allows.</summary>
    Standard,

    /// <summary>As near to the paper as the engine comes, whatever it costs.</summary>
    Full,
}
