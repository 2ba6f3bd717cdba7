using System.Collections.Immutable;

namespace Evenkeel.Literature;

/// <summary>A result of a paper, as it is run again: a study file, <c>studies/NAME.json</c>, and the code that judges what comes of it.</summary>
public abstract class Reproduction
{
    /// <summary>What people type.</summary>
    public abstract string Name { get; }

    /// <summary>Where the claim was made.</summary>
    public abstract Paper Paper { get; }

    /// <summary>The claim in one sentence.</summary>
    public abstract string Claim { get; }

    /// <summary>The conditions, written down before anything is run; they are those of every size.</summary>
    public abstract ImmutableArray<Criterion> Criteria { get; }

    /// <summary>Where the protocol differs from the paper's, a sentence each.</summary>
    /// <param name="size">How much is run.</param>
    public abstract ImmutableArray<string> Differences(RunSize size);

    /// <summary>The sizes that differ: those with a study of their own, or with more or less computed besides.</summary>
    public virtual ImmutableArray<RunSize> Sizes => [.. Enum.GetValues<RunSize>().Where(size => StudyText.Exists(Name, size))];

    /// <summary>Whether a size differs from the standard one, or is it.</summary>
    /// <param name="size">How much is asked for.</param>
    public bool Has(RunSize size) => size == RunSize.Standard || Sizes.Contains(size);

    /// <summary>What is run when a size is asked for.</summary>
    /// <param name="asked">How much is asked for.</param>
    /// <returns>That size; <see cref="RunSize.Standard"/> where it does not differ from it.</returns>
    public RunSize SizeFor(RunSize asked) => Has(asked) ? asked : RunSize.Standard;

    /// <summary>The study file of a size.</summary>
    /// <param name="size">How much is run.</param>
    /// <returns>The text of <c>studies/NAME.json</c>, <c>studies/NAME.quick.json</c> or <c>studies/NAME.full.json</c>.</returns>
    public string Study(RunSize size) => StudyText.Read(Name, StudyText.Exists(Name, size) ? size : RunSize.Standard);

    /// <summary>Judges what was found.</summary>
    /// <param name="evidence">The study's results.</param>
    /// <returns>The judgements of all <see cref="Criteria"/>, numbers and pictures.</returns>
    public abstract Outcome Judge(Evidence evidence);
}
