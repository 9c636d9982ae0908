"""Whether schemas are sets of values and nothing else: a closed or an open world.

By default a writer sends only what it declares, for nobody fills fields that no contract names; so an optional field
that is new in an open object breaks no reader. `literal = true` (or `govtool diff --literal`) takes the schemas by the
letter of JSON Schema: an open object may hold anything under any name, and a later declaration of that name narrows it.
One contract says so for itself as `contentModel: open` in its manifest, or `x-content-model: open` in the document.

Bad by the letter: an old client might have sent a number as `note`.

```diff
 paths:
   /orders:
     post:
       requestBody:
         content:
           application/json:
             schema:
               type: object
               properties:
                 id: {type: string}
+                note: {type: string}
       responses: {"201": {description: Created}}
```

- by default: `property-added` is compatible
- `literal = true`: `property-added` is breaking

Good in both worlds: the object was closed before, so nobody could send the field.

```diff
 paths:
   /orders:
     post:
       requestBody:
         content:
           application/json:
             schema:
               type: object
               additionalProperties: false
               properties:
                 id: {type: string}
+                note: {type: string}
       responses: {"201": {description: Created}}
```

- by default: `property-added` is compatible
- `literal = true`: `property-added` is compatible
"""
