// Trains nets on the generated digits and asks, after 1, 10, 100, 1,000 and 10,000 steps, which of their weight matrices look untrained.
using System.Globalization;
using Evenkeel.Data;
using Evenkeel.Forensics;
using Evenkeel.Numerics;
using Evenkeel.Tests.Oracle;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["--null", ..]) return FalseAlarms.Count(args.Length > 1 ? int.Parse(args[1]) : 100);
int seeds = args.Length > 0 ? int.Parse(args[0]) : 3;
int last = args.Length > 1 ? int.Parse(args[1]) : 10_000;
bool isDetailed = args.Contains("--detail");
int[] steps = [.. new[] { 0, 1, 10, 100, 1000, 10_000 }.Where(step => step <= last)];
(int[] Hidden, string Activation)[] nets = [([300, 300, 300, 300], "tanh"), ([500, 500], "relu")];
string[] schemes = ["xavier", "he-normal", "torch:Linear.default"];
ByteDataSet data = Digits.Generate(8000, new Seed(0).For("data.train"));
using Workers workers = new(1);
Console.WriteLine("net               scheme                step  matrices   untrained by: itself  layers above  whole file   trained   files called fresh");
int missed = 0, late = 0;
foreach ((int[] hidden, string activation) in nets)
{
    foreach (string scheme in schemes)
    {
        Dictionary<int, int[]> counts = steps.ToDictionary(step => step, _ => new int[6]);
        for (int seed = 0; seed < seeds; seed++)
        {
            foreach (TrainedModel model in TrainedModel.Train([.. hidden], activation, scheme, seed, data, steps, workers))
            {
                (var alone, FileVerdict file) = model.Examine();
                int[] count = counts[model.Step];
                count[0] += alone.Count(IsWeight);
                count[1] += alone.Count(report => IsWeight(report) && report.Verdict == TensorVerdict.Untrained);
                FileVerdict withoutBiases = FileExamination.Of([.. alone.Where(IsWeight)], new() { Tensors = model.Tensors.Length });
                count[5] += withoutBiases.Reports.Count(report => report.Verdict == TensorVerdict.Untrained);
                count[2] += file.Reports.Count(report => IsWeight(report) && report.Verdict == TensorVerdict.Untrained);
                count[3] += alone.Count(report => IsWeight(report) && report.Verdict == TensorVerdict.Trained);
                count[4] += file.Kind == FileVerdictKind.Fresh ? 1 : 0;
                if (isDetailed) foreach (TensorReport report in file.Reports) Console.WriteLine($"  {model.Step,6} {report.Subject.Name,-16} {report.Verdict,-10} {report.Reason}\n{string.Concat(report.Tests.Select(test => $"{"",10}{test.Name,-24} {test.Statistic,10:G4} {test.PValue:G3}\n"))}");
            }
        }

        foreach (int step in steps)
        {
            int[] count = counts[step];
            Console.WriteLine($"{$"{hidden.Length}×{hidden[0]} {activation}",-17} {scheme,-20} {step,5} {count[0],9} {Share(count[1], count[0]),22} {Share(count[5], count[0]),13} {Share(count[2], count[0]),11} {Share(count[3], count[0]),9} {count[4],8} of {seeds}");
            if (step < 1000) continue;
            missed += count[2];
            late += count[0];
        }
    }
}

Console.WriteLine($"from 1,000 steps on: {missed} of {late} weight matrices called untrained");
return missed <= late / 100 ? 0 : 1;

static bool IsWeight(TensorReport report) => report.Subject.Role == TensorRole.Dense;
static string Share(int part, int whole) => string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");
