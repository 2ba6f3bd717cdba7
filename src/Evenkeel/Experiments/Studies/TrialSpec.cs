using System.Security.Cryptography;
using System.Text.Json;
using Evenkeel.Networks;
using Evenkeel.Training;

namespace Evenkeel.Experiments.Studies;

/// <summary>One network trained from one start and one seed, with everything said that decides its result.</summary>
public sealed record TrialSpec
{
    /// <summary>What to learn from.</summary>
    public required DataSpec Data { get; init; }

    /// <summary>Decides data that is generated, and which rows of a table judge.</summary>
    public required long DataSeed { get; init; }

    /// <summary>The network.</summary>
    public required NetworkSpec Network { get; init; }

    /// <summary>How it is trained.</summary>
    public required TrainingSpec Training { get; init; }

    /// <summary>The start's canonical name.</summary>
    public required string Scheme { get; init; }

    /// <summary>Decides first parameters and batches.</summary>
    public required long Seed { get; init; }

    /// <summary>Where first weights and biases come from, as <see cref="ComparisonSpec.Rng"/> says.</summary>
    public required string Rng { get; init; }

    /// <summary>The accuracy that the trial is timed to; in (0, 1].</summary>
    public required double Target { get; init; }

    /// <summary>What is recorded.</summary>
    public required RecordSpec Record { get; init; }

    /// <summary>When it ends early.</summary>
    public required AbortSpec Abort { get; init; }

    /// <summary>Writes the specification in its one form: every field, in the order of this type, without spaces; a network's <c>branch</c> only where it has residual branches.</summary>
    /// <returns>The JSON, UTF-8.</returns>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, StudyJsonContext.Default.TrialSpec);

    /// <summary>Reads what <see cref="ToJson"/> writes.</summary>
    /// <param name="json">The JSON, UTF-8.</param>
    /// <returns>The specification.</returns>
    /// <exception cref="FormatException">It is something else.</exception>
    public static TrialSpec FromJson(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, StudyJsonContext.Default.TrialSpec) ?? throw new FormatException("The trial is null.");
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The trial's field '{problem.Path}' cannot be read.", problem);
        }
    }

    /// <summary>The name of the trial with this specification.</summary>
    /// <param name="json">What <see cref="ToJson"/> gave.</param>
    /// <returns>The first 32 hexadecimal digits, in lower case, of the SHA-256 of the JSON.</returns>
    public static string KeyOf(ReadOnlySpan<byte> json)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    /// <summary>The experiment that holds this trial alone, as <see cref="TrainingRun"/> takes it.</summary>
    internal ComparisonSpec Experiment => new()
    {
        Data = Data, Network = Network, Training = Training, Schemes = [Scheme], Seed = Seed, Rng = Rng, Repeats = 1, Target = Target,
    };
}
