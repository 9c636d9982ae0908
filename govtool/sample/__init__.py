"""Values for the schemas of a contract that never break it: examples, random ones, boundaries, wrong ones.

`Samplers(contract).of(spot, writer)` gives the sampler of one schema, which is compiled when it is first asked;
`AvroSampler(type)` is that of an Avro type. Every value was accepted by the schema's validator before it is given out;
where none is found, `Unsatisfiable` or `NotFound` says why (both are `NoValue`).
"""

from govtool.sample.avro import AvroSampler
from govtool.sample.negatives import Negative
from govtool.sample.sampler import Sampler, Samplers, sampler
from govtool.sample.trouble import NotFound, NoValue, Unsatisfiable

__all__ = ["AvroSampler", "Negative", "NoValue", "NotFound", "Sampler", "Samplers", "Unsatisfiable", "sampler"]
