using System.Collections.Immutable;
using System.Globalization;
using Evenkeel.Forensics;
using Evenkeel.Formats;

namespace Evenkeel.Interchange.Models;

/// <summary>Which tensors a request means: by name, by role, by what can be written, and by what shares their memory.</summary>
internal sealed class ReinitChoice
{
    /// <summary>What a scheme draws unless told otherwise; the scales of embeddings, adaptions and normalizations follow from no fan.</summary>
    private static readonly ImmutableArray<TensorRole> Weights = [TensorRole.Dense, TensorRole.Convolution, TensorRole.Depthwise, TensorRole.Transposed, TensorRole.Packed];

    private static readonly ImmutableArray<TensorRole> Everything = [.. Enum.GetValues<TensorRole>().Where(role => role is not (TensorRole.Unknown or TensorRole.Constant))];

    private readonly TensorFile file;
    private readonly ImmutableArray<ModelTensor> tensors;
    private readonly ReinitRequest request;
    private readonly Dictionary<string, TensorRole> roles = new(StringComparer.Ordinal);
    private readonly string?[] whyNot;

    public ReinitChoice(TensorFile file, ImmutableArray<ModelTensor> tensors, ReinitRequest request)
    {
        (this.file, this.tensors, this.request) = (file, tensors, request);
        foreach (ModelTensor tensor in tensors)
        {
            roles.TryAdd(tensor.Info.Name, tensor.Role);
        }

        whyNot = [.. tensors.Select(WhyNot)];
        Tie();
        CheckPatterns();
    }

    /// <summary>Why a tensor stays as it is; null where it is drawn anew.</summary>
    public string? WhyNot(int place) => whyNot[place];

    /// <summary>Other names of the memory of a tensor that is drawn for all of them.</summary>
    public Dictionary<int, ImmutableArray<string>> Shared { get; } = [];

    private ImmutableArray<TensorRole> Roles => request.Roles.Length > 0 ? request.Roles : request.Mode == ReinitMode.Scheme ? Weights : Everything;

    private string? WhyNot(ModelTensor tensor)
    {
        string name = tensor.Info.Name;
        return request.Except.FirstOrDefault(pattern => TensorGlob.IsMatch(pattern, name)) is { } pattern ? $"left out by '{pattern}'"
            : request.Only.Length > 0 && !request.Only.Any(pattern => TensorGlob.IsMatch(pattern, name)) ? NotNamed
            : !tensor.Info.IsReadable ? $"of type {tensor.Info.Encoding ?? tensor.Info.Type.Label()}, which can be neither read nor drawn"
            : HasRole(tensor) ? Misfit(tensor)
            : !tensor.Info.Type.IsFloat() ? "whole numbers"
            : tensor.Role == TensorRole.Bias && tensor.WeightsName is null ? "a bias whose layer is not known"
            : $"its role, {ModelRoles.Word(tensor.Role)}, is not asked for";
    }

    /// <summary>Why a bias stays that its layer's law cannot draw: its length says that its layer is read wrongly.</summary>
    private static string? Misfit(ModelTensor tensor) => tensor.Role == TensorRole.Bias && tensor.Weights is { } layer && (tensor.Info.Count % layer.Outputs != 0 || tensor.Info.Count == 0)
        ? string.Create(CultureInfo.InvariantCulture, $"a bias of {tensor.Info.Count} elements, which does not fit the {layer.Outputs} units of '{tensor.WeightsName}'") : null;

    private bool HasRole(ModelTensor tensor) => Roles.Contains(tensor.Role)
        || (tensor.Role == TensorRole.Bias && tensor.WeightsName is { } layer && roles.TryGetValue(layer, out TensorRole role) && Roles.Contains(role));

    private bool Stays(int place) => whyNot[place] is { } reason && !reason.StartsWith(Drawn, StringComparison.Ordinal);

    /// <summary>Refuses a pattern or a role that chooses nothing.</summary>
    private void CheckPatterns()
    {
        string[] names = [.. tensors.Select(tensor => tensor.Info.Name)];
        foreach ((string option, string pattern) in request.Only.Select(pattern => ("--only", pattern)).Concat(request.Except.Select(pattern => ("--except", pattern))))
        {
            int[] covered = [.. Enumerable.Range(0, names.Length).Where(place => TensorGlob.IsMatch(pattern, names[place]))];
            if (covered.Length == 0)
            {
                throw new FormatException($"{option} '{pattern}' covers no tensor of {file.FileName}.{TensorGlob.Hint(pattern, names)}");
            }

            if (option == "--only" && covered.All(Stays))
            {
                throw new FormatException($"{option} '{pattern}' covers {Count(covered.Length)}, but none that is drawn anew: '{names[covered[0]]}' stays, {Said(covered[0])}");
            }
        }

        foreach (TensorRole role in request.Roles.Where(role => tensors.All(tensor => tensor.Role != role)))
        {
            throw new FormatException($"{file.FileName} has no tensor with the role {ModelRoles.Word(role)}; its roles are {string.Join(", ", tensors.Select(tensor => ModelRoles.Word(tensor.Role)).Distinct())}.");
        }

        if (Enumerable.Range(0, tensors.Length).All(Stays))
        {
            throw new FormatException($"Nothing of {file.FileName} would be drawn anew: it has {Count(tensors.Length)}{(tensors.Length == 0 ? "." : $", and '{names[0]}' stays, {Said(0)}")}");
        }
    }

    /// <summary>Why a tensor stays, with the way out.</summary>
    private string Said(int place)
    {
        ModelTensor tensor = tensors[place];
        string reason = whyNot[place]!;
        return !tensor.Info.IsReadable ? $"since it is {reason}."
            : !tensor.Info.Type.IsFloat() ? $"since it holds {tensor.Info.Type.Label()}, and only numbers with a fraction are drawn."
            : reason.StartsWith("its role", StringComparison.Ordinal) ? $"since {reason}; add --role {ModelRoles.Word(tensor.Role)}, or say another role with --roles FILE."
            : $"{reason}.";
    }

    /// <summary>Lets tensors of one memory be drawn once, by the role of the first of them or of the first that is asked for by name, and refuses to change memory that another tensor sees in another shape.</summary>
    private void Tie()
    {
        foreach (IGrouping<string, int> group in Enumerable.Range(0, tensors.Length).Where(place => tensors[place].Info.StoredIn is not null).GroupBy(place => tensors[place].Info.StoredIn!, StringComparer.Ordinal))
        {
            int[] places = [.. group];
            int first = places[0];
            if (places.Length == 1 || places.All(place => whyNot[place] is not null))
            {
                continue;
            }

            TensorInfo shape = tensors[first].Info;
            if (places.Select(place => tensors[place].Info).FirstOrDefault(info => !info.Shape.AsSpan().SequenceEqual(shape.Shape.AsSpan()) || info.Offset != shape.Offset || info.Type != shape.Type) is { } view)
            {
                throw new TensorFileException($"{file.FileName}: tensors '{shape.Name}', {shape.ShapeText()}, and '{view.Name}', {view.ShapeText()}, share memory in different shapes, so that one cannot be drawn without the other; leave both out with --except.");
            }

            int excepted = Array.FindIndex(places, place => whyNot[place]?.StartsWith("left out", StringComparison.Ordinal) == true);
            int lead = whyNot[first] == NotNamed ? Array.Find(places, place => whyNot[place] is null) : first;
            if (excepted >= 0 || whyNot[lead] is not null)
            {
                int stays = excepted >= 0 ? places[excepted] : lead;
                foreach (int place in places.Where(place => whyNot[place] is null))
                {
                    whyNot[place] = $"shares memory with '{tensors[stays].Info.Name}', which {(excepted >= 0 ? "is left out" : "stays")}";
                }

                continue;
            }

            foreach (int place in places.Where(place => place != lead))
            {
                whyNot[place] = $"{Drawn}'{tensors[lead].Info.Name}'";
            }

            Shared[lead] = [.. places.Where(place => place != lead).Select(place => tensors[place].Info.Name)];
        }
    }

    private const string NotNamed = "not asked for";

    /// <summary>What a tensor that changes with another is said to be.</summary>
    internal const string Drawn = "drawn anew as ";

    private static string Count(int tensors) => tensors == 1 ? "1 tensor" : FormattableString.Invariant($"{tensors} tensors");
}
