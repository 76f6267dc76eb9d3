//! Properties that every circuit of resistors and drivers has, whatever its shape.

use super::{Drive, IOVDD_VOLTS, Level, NetBuilder, PULL_OHMS, STRONG_OHMS};
use proptest::prelude::*;

fn drive() -> impl Strategy<Value = Drive> {
    prop_oneof![
        Just(Drive::HighZ),
        any::<bool>().prop_map(Drive::Strong),
        any::<bool>().prop_map(Drive::Pull),
        (0.0..IOVDD_VOLTS, 1.0..1e5).prop_map(|(volts, ohms)| Drive::Analog { volts, ohms }),
    ]
}

/// The current a driver puts into a net at this voltage, worked out from first principles.
fn driver_amps(drive: Drive, at: f64) -> f64 {
    let rail = |high| if high { IOVDD_VOLTS } else { 0.0 };
    match drive {
        Drive::HighZ | Drive::Keep => 0.0,
        Drive::Strong(high) => (rail(high) - at) / STRONG_OHMS,
        Drive::Pull(high) => (rail(high) - at) / PULL_OHMS,
        Drive::Analog { volts, ohms } => (volts - at) / ohms,
    }
}

const NODES: usize = 6;

proptest! {
    /// Currents into every driven net cancel and voltages stay between the rails, whatever drove
    /// the nets before.
    #[test]
    fn kirchhoff_holds(
        drives in prop::collection::vec(drive(), NODES),
        resistors in prop::collection::vec((0..NODES + 1, 0..NODES, 1.0..1e6), 0..12),
        before in prop::collection::vec((0..NODES, drive()), 0..20),
        reverse in any::<bool>(),
    ) {
        let mut builder = NetBuilder::new();
        let nodes: Vec<_> = (0..NODES).map(|n| builder.node(format!("n{n}"))).collect();
        let gnd = builder.supply("GND", 0.0);
        let drivers: Vec<_> = nodes.iter().map(|&node| builder.driver(node)).collect();
        let end = |index: usize| nodes.get(index).copied().unwrap_or(gnd);
        let elements: Vec<_> = resistors
            .iter()
            .map(|&(a, b, ohms)| (a, b, builder.resistor(end(a), end(b), ohms)))
            .collect();
        let (mut nets, net_of) = builder.finish();
        // A past of other drives, so that remembered solutions are met too.
        for (index, drive) in before.iter().chain(&before) {
            if let Some(island) = nets.set_drive(drivers[*index], *drive) {
                nets.settle(island);
            }
        }
        let mut order: Vec<usize> = (0..NODES).collect();
        if reverse {
            order.reverse();
        }
        for index in order {
            if let Some(island) = nets.set_drive(drivers[index], drives[index]) {
                nets.settle(island);
            }
        }
        for (index, &node) in nodes.iter().enumerate() {
            let net = net_of(node);
            let volts = nets.volts(net);
            prop_assert!((-1e-6..=IOVDD_VOLTS + 1e-6).contains(&volts), "{volts}");
            if nets.level(net) == Level::Floating {
                prop_assert_eq!(drives[index], Drive::HighZ);
                continue;
            }
            let mut sum = driver_amps(drives[index], volts);
            for &(a, b, element) in &elements {
                if a == index {
                    sum -= nets.amps(element);
                }
                if b == index {
                    sum += nets.amps(element);
                }
            }
            // Microvolts of rounding over an ohm: far below what any part can tell.
            prop_assert!(sum.abs() < 1e-8, "{sum} A left over");
        }
    }

    /// A clone that is fed the same changes stays equal bit for bit.
    #[test]
    fn clones_stay_equal(drives in prop::collection::vec((0..NODES, drive()), 1..40)) {
        let mut builder = NetBuilder::new();
        let nodes: Vec<_> = (0..NODES).map(|n| builder.node(format!("n{n}"))).collect();
        let drivers: Vec<_> = nodes.iter().map(|&node| builder.driver(node)).collect();
        for pair in nodes.windows(2) {
            builder.resistor(pair[0], pair[1], 330.0);
        }
        builder.diode(nodes[0], nodes[5], 1.9, 10.0);
        let (mut nets, _) = builder.finish();
        let mut copy = nets.clone();
        for (index, drive) in drives {
            for nets in [&mut nets, &mut copy] {
                if let Some(island) = nets.set_drive(drivers[index], drive) {
                    nets.settle(island);
                }
            }
            prop_assert_eq!(&nets, &copy);
        }
    }
}
