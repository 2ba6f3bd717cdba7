using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Formats;
using Evenkeel.Initialization;
using Evenkeel.Numerics;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Interchange.Models;

/// <summary>What becomes of each tensor of a file that gets new weights; made before anything is drawn or written.</summary>
public sealed class Reinitialization
{
    private readonly TensorFile file;
    private readonly Workers? workers;

    private Reinitialization(TensorFile file, ReinitRequest request, ImmutableArray<ReinitTensor> tensors, ImmutableArray<ReinitUntouched> untouched) =>
        (this.file, workers, Request, Tensors, Untouched) = (file, request.Workers, request, tensors, untouched);

    /// <summary>What was asked for.</summary>
    public ReinitRequest Request { get; }

    /// <summary>The tensors that are drawn anew, in the file's order; of several that share memory the first.</summary>
    public ImmutableArray<ReinitTensor> Tensors { get; }

    /// <summary>The tensors that stay as they are, in the file's order.</summary>
    public ImmutableArray<ReinitUntouched> Untouched { get; }

    /// <summary>Decides what becomes of each tensor.</summary>
    /// <param name="file">The open file.</param>
    /// <param name="tensors">All its tensors with their roles, as <see cref="ModelRoles.Assign(TensorFile, RoleRules)"/> gives them.</param>
    /// <param name="request">Which tensors, and how.</param>
    /// <returns>The plan; nothing is read, drawn or written.</returns>
    /// <exception cref="FormatException">A pattern or a role chooses nothing, or the scheme is unknown.</exception>
    /// <exception cref="ArgumentException">The scheme cannot serve a tensor, which is named; or what <see cref="ReinitRequest.Mode"/> needs is missing.</exception>
    /// <exception cref="TensorFileException">A chosen tensor is of a type that no scheme draws, or shares its memory with one of another shape.</exception>
    public static Reinitialization Plan(TensorFile file, ImmutableArray<ModelTensor> tensors, ReinitRequest request)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(request);
        IInitializer? scheme = request.Mode == ReinitMode.Scheme ? Initializers.Parse(request.Scheme ?? throw new ArgumentException("A scheme is needed where one serves all tensors.", nameof(request))) : null;
        Func<ModelTensor, string?>? maker = request.Mode == ReinitMode.Untrained ? request.Maker ?? throw new ArgumentException("Tensors cannot be drawn as they were made unless something says how.", nameof(request)) : null;
        ReinitChoice choice = new(file, tensors, request);
        ReinitAuto auto = new(tensors);
        Dictionary<string, IInitializer> known = new(StringComparer.Ordinal);
        ImmutableArray<ReinitTensor>.Builder drawn = ImmutableArray.CreateBuilder<ReinitTensor>();
        ImmutableArray<ReinitUntouched>.Builder untouched = ImmutableArray.CreateBuilder<ReinitUntouched>();
        for (int i = 0; i < tensors.Length; i++)
        {
            ModelTensor tensor = tensors[i];
            if (choice.WhyNot(i) is { } reason)
            {
                if (!reason.StartsWith(ReinitChoice.Drawn, StringComparison.Ordinal))
                {
                    untouched.Add(new(tensor, reason));
                }

                continue;
            }

            if (maker is not null && (tensor.Info.Encoding is not null || !tensor.Info.Type.IsFloat()))
            {
                untouched.Add(new(tensor, "does not look untrained"));
                continue;
            }

            CheckType(file, tensor);
            (IInitializer Initializer, string Why)? rule = scheme is not null ? OfScheme(scheme, tensor) : OfTensor(maker is null ? auto.Of(tensor) : (maker(tensor), "the scheme that made it"));
            if (rule is null || (maker is not null && tensor.Weights is null))
            {
                untouched.Add(new(tensor, rule is null ? "does not look untrained" : "looks untrained, but its fans are not known"));
                continue;
            }

            drawn.Add(Checked(tensor, rule.Value.Initializer, rule.Value.Why, request.Seed) with { SharedWith = choice.Shared.GetValueOrDefault(i, []) });
        }

        return new(file, request, drawn.ToImmutable(), untouched.ToImmutable());

        (IInitializer, string)? OfTensor((string? Scheme, string Why) named)
        {
            if (named.Scheme is null)
            {
                return null;
            }

            if (!known.TryGetValue(named.Scheme, out IInitializer? initializer))
            {
                known.Add(named.Scheme, initializer = Initializers.Parse(named.Scheme));
            }

            return (initializer, named.Why);
        }
    }

    /// <summary>Writes the file with its new weights, all else byte for byte as it was, beside its place, and moves it there once it is whole.</summary>
    /// <param name="path">Where to; the file itself may be replaced.</param>
    /// <param name="drawing">Is told the name of each tensor before it is drawn, and may throw to stop; null for nobody.</param>
    /// <exception cref="TensorFileException">The format cannot be written.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void SaveAs(string path, Action<string>? drawing = null) => file.SaveAs(path, [.. Tensors.Select(tensor => new ChangedTensor(tensor.Tensor.Info, values =>
    {
        drawing?.Invoke(tensor.Tensor.Info.Name);
        Fill(tensor, values);
    }))]);

    /// <summary>Draws a tensor's elements.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="values">Receives all of them, row-major.</param>
    /// <exception cref="ArgumentException">There is room for another number of elements.</exception>
    public void Fill(ReinitTensor tensor, Span<float> values)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        NativeGenerator generator = new(tensor.Seed, workers);
        if (!tensor.IsBias)
        {
            tensor.Initializer.Fill(values, tensor.Weights, generator);
            return;
        }

        // Keras keeps the two biases of a GRU in one tensor.
        int units = tensor.Weights.Outputs;
        for (int start = 0; start < values.Length; start += units)
        {
            tensor.Initializer.FillBias(values.Slice(start, units), tensor.Weights, generator);
        }
    }

    private static void CheckType(TensorFile file, ModelTensor tensor)
    {
        if (tensor.Info.Encoding is { } encoding)
        {
            throw new TensorFileException($"{file.FileName}: tensor '{tensor.Info.Name}' is quantised as {encoding}, which no scheme draws; leave it out with --except, or take the file that it was quantised from.");
        }

        if (!tensor.Info.Type.IsFloat())
        {
            throw new TensorFileException($"{file.FileName}: tensor '{tensor.Info.Name}' holds {tensor.Info.Type.Label()}, and a scheme draws numbers with a fraction; leave it out with --except.");
        }
    }

    /// <summary>What one scheme makes of a tensor: a normalization is given its start values, unless the scheme itself is a constant.</summary>
    private static (IInitializer, string) OfScheme(IInitializer scheme, ModelTensor tensor)
    {
        if (tensor.Role is not (TensorRole.NormScale or TensorRole.NormShift or TensorRole.RunningMean or TensorRole.RunningVariance)
            || (tensor.Weights is { } weights && scheme.Refusal(weights) is null && scheme.Promise(weights).Family == Family.Constant))
        {
            return (scheme, "asked for");
        }

        (string start, string why) = ReinitAuto.Start(tensor.Role);
        return (Initializers.Parse(start), why);
    }

    private static ReinitTensor Checked(ModelTensor tensor, IInitializer initializer, string why, long seed)
    {
        string name = tensor.Info.Name;
        bool isBias = tensor.Role == TensorRole.Bias;
        if (tensor.Weights is not { } weights)
        {
            // A constant needs no fans.
            WeightShape vector = tensor.Info.Count is >= 1 and <= int.MaxValue ? WeightShape.Vector((int)tensor.Info.Count)
                : throw new ArgumentException($"Tensor '{name}' of shape {tensor.Info.ShapeText()} cannot be drawn: {tensor.Info.Count} elements have no fans; leave it out with --except.");
            bool isConstant = initializer.Refusal(vector) is null && (isBias ? initializer.BiasPromise(vector) : initializer.Promise(vector)).Family == Family.Constant;
            return isConstant ? Of(vector)
                : throw new ArgumentException($"Tensor '{name}' of shape {tensor.Info.ShapeText()} cannot be drawn by '{initializer.Name}': its fans are not known; say its role with --roles FILE, or leave it out with --except.");
        }

        if (initializer.Refusal(weights) is { } refusal)
        {
            throw new ArgumentException($"Tensor '{name}': {refusal} Or leave it out with --except '{name}'.");
        }

        long units = isBias ? weights.Outputs : weights.Axes.LongCount;
        bool fits = isBias ? tensor.Info.Count % units == 0 : tensor.Info.Count == units;
        return fits && tensor.Info.Count <= Array.MaxLength ? Of(weights)
            : throw new ArgumentException($"Tensor '{name}' holds {tensor.Info.Count} elements, but {(isBias ? "its layer has" : $"{weights} needs")} {units}{(isBias ? " units" : "")}; say its role with --roles FILE, or leave it out with --except.");

        ReinitTensor Of(WeightShape shape) => new() { Tensor = tensor, Initializer = initializer, Weights = shape, IsBias = isBias, Why = why, Seed = ((Seed)seed).For(name) };
    }
}
